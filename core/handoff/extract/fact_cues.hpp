#pragma once
#include <array>
#include <string_view>

/// The words by which a statement is told from another (words.hpp says how they match): data, from
/// what assistants write in their sessions.
namespace baton::fact_cues {

inline constexpr auto kAnnouncing = std::to_array<std::string_view>({
    "let me",
    "now let me",
    "now let's",
    "let's",
    "now i'll",
    "i'll",
    "i will",
    "now i need",
    "i need to",
    "i'm going to",
    "now i",
    "now the",
    "now add",
    "now update",
    "now run",
    "now write",
    "now register",
    "now install",
    "now commit",
    "first, let",
    "next, i",
    "next, let",
    "now,",
    "here's",
    "here is",
    "here are",
    "i've completed",
    "i've successfully",
    "i have successfully",
    "i successfully",
    "first let me",
    "also let me",
    "starting",
    "i've started",
    "i'm starting",
    "i'm now",
    "i'm finishing",
    "i've now",
    "i now have",
    "first, update",
    "i see your",
    "i see that you",
    "first, i",
    "so i",
    "instead, i",
    "instead, let",
    "now reinstall",
    "update progress",
});

inline constexpr auto kBoasts = std::to_array<std::string_view>({
    "ready for use",
    "ready to use",
    "production-ready",
    "production ready",
    "professional*",
    "fully functional",
    "enterprise-grade",
    "seamless*",
    "world-class",
    "state-of-the-art",
    "best practices",
    "robust",
    "comprehensive and",
    "modern design",
    "beautiful*",
    "polished",
});

inline constexpr auto kStronglyDeciding = std::to_array<std::string_view>({
    "decided",      "chose",     "chosen",    "going with", "opted",      "switch to", "on purpose",
    "deliberately", "by design", "the rule",  "rules say",  "must",       "never",     "always",
    "should use",   "scrap",     "we agreed", "the choice", "convention",
});

inline constexpr auto kDeciding = std::to_array<std::string_view>({
    "instead of",
    "instead",
    "rather than",
    "prefer",
    "approach:",
    "pattern is",
    "trade-off",
    "tradeoff",
});

/// What gives a reason: of a choice, unless it is the cause of a failure.
inline constexpr auto kReasoning = std::to_array<std::string_view>({
    "so that",
    "requires",
    "since",
    "because",
});

/// Announced with a reason, these are choices; reading and running are not.
inline constexpr auto kChoosing = std::to_array<std::string_view>({
    "use",
    "go with",
    "keep",
    "stick with",
    "stick to",
    "choose",
    "pick",
    "switch",
    "avoid",
    "leave",
    "store",
    "build on",
    "rely on",
});

inline constexpr auto kRedirecting = std::to_array<std::string_view>({
    "instead",
    "instead of",
    "rather than",
    "scrap",
    "start over",
    "switch to",
    "since no",
});

inline constexpr auto kDone = std::to_array<std::string_view>({
    "added",       "created",   "updated",  "fixed",      "changed",   "moved",        "removed",
    "implemented", "wrote",     "written",  "has been",   "have been", "now has",      "now have",
    "renamed",     "replaced",  "migrated", "refactored", "deleted",   "restructured", "deployed",
    "merged",      "completed", "built",    "made",       "switched",  "installed",    "configured",
    "committed",   "pushed",    "restored", "extracted",  "expanded",  "improved",     "extended",
    "registered",  "enhanced",  "wired",    "rewrote",    "reduced",
});

inline constexpr auto kClosedGaps = std::to_array<std::string_view>({
    "added",
    "fixed",
    "implemented",
    "covered",
    "closed",
    "resolved",
    "tests for",
    "filled",
});

inline constexpr auto kFailing = std::to_array<std::string_view>({
    "doesn't work", "didn't work", "does not work", "did not work", "failed",      "fails",
    "failing",      "the issue",   "an issue",      "build issue",  "the problem", "a problem",
    "bug",          "error",       "errors",        "conflict*",    "incompatib*", "not supported",
    "unsupported",  "discrepan*",  "wrong",         "caused by",    "due to",      "root cause",
    "broken",       "mismatch*",   "crash*",        "timed out",    "timeout",     "hang*",
    "regress*",     "flaky",       "cannot",        "can't",        "couldn't",    "unable to",
    "returns an",   "missing",     "no such",       "not found",
});

inline constexpr auto kDeadEnds = std::to_array<std::string_view>({
    "doesn't work",
    "didn't work",
    "does not work",
    "did not work",
    "not supported",
    "unsupported",
    "incompatib*",
    "can't use",
    "cannot use",
    "won't work",
    "not possible",
    "dead end",
    "gave up",
    "abandon*",
});

inline constexpr auto kFinding = std::to_array<std::string_view>({
    "i see",         "i can see", "i notice*",   "turns out",  "found that", "it appears",
    "only has",      "has no",    "there's",     "there is",   "there are",  "already",
    "actually",      "needs",     "no existing", "uses",       "contains",   "doesn't have",
    "does not have", "no custom", "exists",      "is empty",   "is not",     "isn't",
    "are not",       "supports",  "consists",    "depends on", "stored in",  "lives in",
    "defined in",    "located",   "currently",   "since no",   "none of",    "comes from",
    "the flow",      "only",      "expects",     "reports",    "means",
});

inline constexpr auto kNext = std::to_array<std::string_view>({"next step*",
                                                               "next:",
                                                               "to do",
                                                               "todo:",
                                                               "still need*",
                                                               "still to",
                                                               "remains to",
                                                               "remaining work",
                                                               "left to do",
                                                               "you can now",
                                                               "you should",
                                                               "you'll need",
                                                               "you will need",
                                                               "needs to be",
                                                               "to be done",
                                                               "should be done",
                                                               "follow-up",
                                                               "follow up",
                                                               "recommend*",
                                                               "i suggest",
                                                               "consider",
                                                               "once you",
                                                               "when you're ready",
                                                               "to finish",
                                                               "not yet done",
                                                               "not yet implemented"});

inline constexpr auto kAsking = std::to_array<std::string_view>({
    "would you like",
    "do you want",
    "should i",
    "shall i",
    "which would",
    "which do you",
    "let me know",
    "want me to",
    "how would you like",
    "is that",
    "does that",
    "could you",
    "can you confirm",
    "please confirm",
    "what would you like",
    "are you",
});

inline constexpr auto kUncertain = std::to_array<std::string_view>({
    "not verified",
    "unverified",
    "not tested",
    "untested",
    "haven't tested",
    "have not tested",
    "i assume*",
    "assumption",
    "assuming",
    "not sure",
    "unclear",
    "unknown whether",
    "may need",
    "might need",
    "couldn't verify",
    "could not verify",
    "not confirmed",
    "inferred",
    "i guess*",
    "could not be verified",
    "haven't verified",
    "have not verified",
    "needs verification",
    "to be confirmed",
    "tbd",
});

inline constexpr auto kBlocking = std::to_array<std::string_view>({
    "blocked by",
    "blocked on",
    "blocker*",
    "waiting for",
    "waiting on",
    "cannot proceed",
    "can't proceed",
    "until you",
    "requires access",
    "need access",
    "no access",
    "needs credentials",
    "permission denied",
    "requires your",
    "need your",
});

inline constexpr auto kMissing = std::to_array<std::string_view>({
    "missing",
    "not implemented",
    "unimplemented",
    "not yet",
    "remaining",
    "gaps",
    "gap",
    "lacking",
    "not covered",
    "uncovered",
    "not supported",
    "not done",
});

}  // namespace baton::fact_cues
