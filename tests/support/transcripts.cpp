#include "tests/support/transcripts.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace baton::test {
namespace {

std::filesystem::path shared_folder() {
  if (const char* named = std::getenv("BATON_SHARED")) return named;
  return "../shared";
}

std::string described(const Turn& turn) {
  std::string line = turn.uid + " " + std::string(to_word(turn.role)) + " " +
                     std::string(to_word(turn.kind)) + " [" + turn.tool + "] [" + turn.agent +
                     "] " + turn.at + " " + std::to_string(turn.line);
  if (turn.typed) line += " typed";
  if (turn.failed) line += " failed";
  return line + ": " + turn.text + "\n";
}

}  // namespace

std::vector<std::string> Reading::texts() const {
  std::vector<std::string> texts;
  for (const Turn& turn : turns) texts.push_back(turn.text);
  return texts;
}

std::vector<std::string> Reading::uids() const {
  std::vector<std::string> uids;
  for (const Turn& turn : turns) uids.push_back(turn.uid);
  return uids;
}

Reading read_transcript(std::string_view format, std::string_view text, std::size_t step) {
  Reading reading;
  const auto importer = make_importer(format);
  if (!importer) return reading;
  if (step == 0) step = std::max<std::size_t>(text.size(), 1);
  for (std::size_t at = 0; at < text.size(); at += step)
    importer->feed(text.substr(at, step), reading.turns);
  importer->finish(reading.turns);
  reading.facts = importer->facts();
  return reading;
}

std::string described(const Reading& reading) {
  const TranscriptFacts& facts = reading.facts;
  std::string text = facts.format + "|" + facts.session + "|" + facts.title + "|" + facts.cwd +
                     "|" + facts.branch + "|" + facts.started_at + "|" + facts.ended_at + "|" +
                     std::to_string(facts.damaged) + "|" + std::to_string(facts.replaced) + "\n";
  for (const auto& [model, usage] : facts.usage)
    text += model + " " + std::to_string(usage.input_tokens) + " " +
            std::to_string(usage.output_tokens) + "\n";
  for (const auto& [word, count] : facts.unknown) text += word + " " + std::to_string(count) + "\n";
  for (const Turn& turn : reading.turns) text += described(turn);
  return text;
}

bool same_in_pieces(std::string_view format, std::string_view text) {
  const std::string whole = described(read_transcript(format, text));
  return whole == described(read_transcript(format, text, 1)) &&
         whole == described(read_transcript(format, text, 7));
}

std::string sample(std::string_view path) {
  std::ifstream file(shared_folder() / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> samples_in(std::string_view folder) {
  std::vector<std::string> paths;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(shared_folder() / folder, none))
    if (entry.is_regular_file())
      paths.push_back(std::string(folder) + "/" + entry.path().filename().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace baton::test
