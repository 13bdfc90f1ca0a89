#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace baton {

/// Cuts a stream of JSON into the objects that are its records, without waiting for its end: the
/// objects on the top level, those in an array on the top level, and those in an array that a
/// top-level object holds under `messages` or `conversation`. Such a wrapping object is handed out
/// at its end, without that array's elements. It follows brackets and strings only; what it hands
/// out is to be checked by whoever reads it.
class ObjectFeed {
 public:
  static constexpr std::size_t kLongest = std::size_t{64} << 20;

  /// Calls `on_object(std::string_view object, int line)` for each object that `piece` completes;
  /// valid during the call. `line` is the 1-based line on which it begins.
  template <class OnObject>
  void feed(std::string_view piece, OnObject&& on_object) {
    for (char c : piece) {
      step(c);
      if (!complete_) continue;
      if (!overflowed_) on_object(std::string_view(*complete_), complete_line_);
      finish_object();
    }
  }

  /// Whether the stream ended within an object, or in something that is none.
  bool torn() const { return depth_ > 0 || stray_; }
  /// Objects longer than kLongest, which were not handed out.
  int too_long() const { return too_long_; }

 private:
  void step(char c);
  void step_in_string(char c);
  void open(char c);
  void close(char c);
  void keep(char c);
  bool in_element() const { return element_depth_ > 0 && depth_ >= element_depth_; }
  bool takes_elements() const;
  void finish_object();

  std::string element_;  ///< the object of an array that is being read
  std::string wrapper_;  ///< the top-level object, without the elements of its array
  std::string name_;     ///< the latest string of the top-level object
  std::string* complete_ = nullptr;
  int complete_line_ = 0;
  int line_ = 1;
  int element_line_ = 1;
  int wrapper_line_ = 1;
  int depth_ = 0;
  int element_depth_ = 0;  ///< depth inside an element: its array's depth + 1; 0 outside arrays
  bool top_is_array_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  bool stray_ = false;
  bool overflowed_ = false;
  int too_long_ = 0;
};

}  // namespace baton
