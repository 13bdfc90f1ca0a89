#include "core/transcript/object_feed.hpp"

namespace baton {

void ObjectFeed::keep(char c) {
  // Between the elements of an array only its brackets are kept.
  const bool between = element_depth_ > 0 && depth_ == element_depth_ - 1;
  if (depth_ == 0 || (between && (in_string_ || c != '[' || top_is_array_))) return;
  std::string& text = in_element() ? element_ : wrapper_;
  if (text.size() >= kLongest) {
    overflowed_ = true;
    return;
  }
  text += c;
}

/// Whether the array that opens now holds records.
bool ObjectFeed::takes_elements() const {
  return element_depth_ == 0 && depth_ == 1 && !top_is_array_ &&
         (name_ == "messages" || name_ == "conversation");
}

void ObjectFeed::open(char c) {
  if (depth_ == 0) {
    top_is_array_ = c == '[';
    if (top_is_array_) element_depth_ = 2;
    wrapper_line_ = line_;
  } else if (c == '[' && takes_elements()) {
    element_depth_ = 3;
  }
  ++depth_;
  if (element_depth_ > 0 && depth_ == element_depth_) element_line_ = line_;
  keep(c);
}

void ObjectFeed::close(char c) {
  if (depth_ == 0) {
    stray_ = true;
    return;
  }
  const bool element = in_element() && depth_ == element_depth_;
  if (element_depth_ > 0 && depth_ == element_depth_ - 1) element_depth_ = 0;
  keep(c);
  --depth_;
  if (element) {
    complete_ = &element_;
    complete_line_ = element_line_;
  } else if (depth_ == 0 && !top_is_array_) {
    complete_ = &wrapper_;
    complete_line_ = wrapper_line_;
  }
}

void ObjectFeed::step_in_string(char c) {
  keep(c);
  if (escaped_)
    escaped_ = false;
  else if (c == '\\')
    escaped_ = true;
  else if (c == '"')
    in_string_ = false;
  if (in_string_ && depth_ == 1 && name_.size() < 64) name_ += c;
}

void ObjectFeed::step(char c) {
  if (c == '\n') ++line_;
  if (in_string_) return step_in_string(c);
  switch (c) {
    case '"':
      in_string_ = depth_ > 0;
      stray_ = stray_ || depth_ == 0;
      if (depth_ == 1) name_.clear();
      return keep(c);
    case '{':
    case '[':
      return open(c);
    case '}':
    case ']':
      return close(c);
    default:
      keep(c);
  }
}

void ObjectFeed::finish_object() {
  if (overflowed_) ++too_long_;
  overflowed_ = false;
  complete_->clear();
  if (complete_->capacity() > (std::size_t{1} << 20)) *complete_ = std::string();
  complete_ = nullptr;
}

}  // namespace baton
