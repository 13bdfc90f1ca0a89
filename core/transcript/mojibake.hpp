#pragma once
#include <cstdint>
#include <string>

namespace baton {

/// A text after repair, and how many places were repaired.
struct Demojibaked {
  std::string text;
  std::int64_t places = 0;
};

/// Repairs text whose UTF-8 bytes were once read as Windows-1252, Windows-1254, Latin-1 or Mac
/// Roman and written as UTF-8 again: "âœ…" and "‚úÖ" become "✅", "cafÃ©" becomes "café". What went
/// through it twice is repaired twice.
///
/// A place is a longest run of characters that such a reading can have made. It is repaired only
/// when that is certain:
///
/// - All of it maps back to well-formed UTF-8 of plausible characters. One byte lost, and the run
///   stays exactly as it is.
/// - And it holds a sequence that no writer types: an emoji's four bytes, a symbol's three, "Ã©"
/// and
///   the like, two letters of one alphabet. What somebody may have typed ("√π", "MANHÃ…", "côté…”")
///   is not enough, unless every run of the text maps back and at least one is certain: then the
///   whole text was misread.
/// - A few such sequences in quotes or backticks of their own are taken for an example, and stay.
///
/// Repairing again changes nothing. Text without such runs is returned as it came, at the speed of
/// looking through it.
Demojibaked repair_mojibake(std::string text);

}  // namespace baton
