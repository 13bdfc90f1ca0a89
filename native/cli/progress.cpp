#include "native/cli/progress.hpp"

#include <algorithm>

#include "native/cli/text_width.hpp"

namespace baton::cli {
namespace {

constexpr auto kFirstAfter = std::chrono::milliseconds(300);
constexpr auto kEvery = std::chrono::milliseconds(100);
constexpr std::size_t kBarColumns = 24;

std::string bar_of(double share) {
  const auto full = static_cast<std::size_t>(share * static_cast<double>(kBarColumns));
  std::string bar;
  for (std::size_t i = 0; i < kBarColumns; ++i) bar += i < full ? "█" : "░";
  return bar;
}

}  // namespace

Progress::Progress(Output& output, Shown shown, std::int64_t total_bytes)
    : output_(output),
      shown_(shown == Shown::yes && output.is_terminal()),
      total_(std::max<std::int64_t>(total_bytes, 1)),
      began_(Clock::now()) {}

Progress::~Progress() { clear(); }

void Progress::begin_item(std::string label) { label_ = one_line(label); }

void Progress::add(std::int64_t bytes) {
  done_ += bytes;
  if (!shown_) return;
  const auto now = Clock::now();
  if (now - began_ < kFirstAfter || now - drawn_at_ < kEvery) return;
  drawn_at_ = now;
  draw();
}

void Progress::clear() {
  if (drawn_) output_.write("\r\x1B[K");
  drawn_ = false;
}

void Progress::draw() {
  const double share = std::min(1.0, static_cast<double>(done_) / static_cast<double>(total_));
  const double seconds = std::chrono::duration<double>(Clock::now() - began_).count();
  const auto rate = static_cast<std::int64_t>(static_cast<double>(done_) / 1e6 / seconds);
  const std::string text = bar_of(share) + ' ' + std::to_string(static_cast<int>(share * 100)) +
                           " %  " + std::to_string(rate) + " MB/s  " + label_;
  output_.write("\r\x1B[K" + fitted(text, output_.columns() - 1));
  drawn_ = true;
}

}  // namespace baton::cli
