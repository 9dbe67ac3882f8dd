// Invariant: each call of unary() counts towards `depth_max`, and every node towards `nodes_max`,
// so no text makes the parser or whoever walks its tree go deep.
#include "core/practice/field_value.h"
#include "core/practice/formula_node.h"

#include <array>
#include <utility>

namespace kith {
namespace {

using Node = Formula::Node;
using NodePtr = std::unique_ptr<Node>;

constexpr int depth_max = 40;
constexpr int nodes_max = 500;
constexpr std::size_t arguments_max = 16;
constexpr int not_strength = 2;  // as "and" below

struct Infix {
  std::string_view sign;
  FormulaOp op;
  int strength;  // the stronger binds first
};
// Longer signs before those they begin with.
constexpr std::array<Infix, 13> infixes = {{{"or", FormulaOp::or_, 1},
                                            {"and", FormulaOp::and_, 2},
                                            {"<>", FormulaOp::not_equal, 3},
                                            {"<=", FormulaOp::less_or_equal, 3},
                                            {">=", FormulaOp::greater_or_equal, 3},
                                            {"=", FormulaOp::equal, 3},
                                            {"<", FormulaOp::less, 3},
                                            {">", FormulaOp::greater, 3},
                                            {"&", FormulaOp::join_texts, 4},
                                            {"+", FormulaOp::add, 5},
                                            {"-", FormulaOp::subtract, 5},
                                            {"*", FormulaOp::multiply, 6},
                                            {"/", FormulaOp::divide, 6}}};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<NodePtr> parse() {
    NodePtr root = TRY(expression(0));
    skip_blanks();
    if (at_ < text_.size()) return wrong("Something is left over");
    return root;
  }

 private:
  std::unexpected<Error> wrong(const std::string& what) const {
    return fail(ErrorCode::invalid_argument,
                what + " at place " + std::to_string(at_ + 1) + " of the formula.");
  }
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t'))
      ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  Result<NodePtr> node(FormulaOp op) {
    if (++nodes_ > nodes_max) return wrong("This formula is too long");
    auto made = std::make_unique<Node>();
    made->op = op;
    return made;
  }

  const Infix* next_infix();
  Result<NodePtr> expression(int strength_min);
  Result<NodePtr> unary();
  Result<NodePtr> primary();
  Result<NodePtr> number();
  Result<NodePtr> quoted();
  Result<NodePtr> field();
  Result<NodePtr> word();
  Result<std::string> until(char end);

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int nodes_ = 0;
};

const Infix* Parser::next_infix() {
  skip_blanks();
  const std::string_view rest = text_.substr(at_);
  for (const Infix& infix : infixes) {
    if (!rest.starts_with(infix.sign)) continue;
    const bool is_word = is_letter(infix.sign[0]);
    const bool goes_on = rest.size() > infix.sign.size() && is_letter(rest[infix.sign.size()]);
    if (!is_word || !goes_on) return &infix;
  }
  return nullptr;
}

Result<NodePtr> Parser::expression(int strength_min) {
  NodePtr left = TRY(unary());
  for (const Infix* infix = next_infix(); infix != nullptr && infix->strength > strength_min;
       infix = next_infix()) {
    at_ += infix->sign.size();
    NodePtr both = TRY(node(infix->op));
    both->parts.push_back(std::move(left));
    both->parts.push_back(TRY(expression(infix->strength)));
    left = std::move(both);
  }
  return left;
}

Result<NodePtr> Parser::unary() {
  if (++depth_ > depth_max) return wrong("This formula is too deep");
  skip_blanks();
  const std::string_view rest = text_.substr(at_);
  const bool is_not = rest.starts_with("not") && (rest.size() == 3 || !is_letter(rest[3]));
  NodePtr made;
  if (is_not || rest.starts_with('-')) {
    made = TRY(node(is_not ? FormulaOp::not_ : FormulaOp::negate));
    at_ += is_not ? 3 : 1;
    // "not" is of what is compared behind it, a minus of what stands right behind it.
    made->parts.push_back(TRY(is_not ? expression(not_strength) : unary()));
  } else {
    made = TRY(primary());
  }
  --depth_;
  return made;
}

Result<NodePtr> Parser::primary() {
  if (take('(')) {
    NodePtr inner = TRY(expression(0));
    if (!take(')')) return wrong("A closing bracket is missing");
    return inner;
  }
  if (at_ >= text_.size()) return wrong("Something is missing");
  const char c = text_[at_];
  if (is_digit(c)) return number();
  if (c == '"') return quoted();
  if (c == '[') return field();
  if (is_letter(c)) return word();
  return wrong("This is not understood");
}

Result<NodePtr> Parser::number() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.'))
    ++at_;
  const std::string_view digits = text_.substr(begin, at_ - begin);
  const auto value = parse_number(digits);
  const bool has_one_point = digits.find('.') == digits.rfind('.');
  if (!value || !has_one_point) return wrong("This is no number");
  NodePtr made = TRY(node(FormulaOp::number));
  made->number = *value;
  return made;
}

Result<std::string> Parser::until(char end) {
  const std::size_t found = text_.find(end, ++at_);
  if (found == text_.npos) return wrong("The end is missing");
  std::string inner(text_.substr(at_, found - at_));
  at_ = found + 1;
  return inner;
}

Result<NodePtr> Parser::quoted() {
  NodePtr made = TRY(node(FormulaOp::text));
  made->text = TRY(until('"'));
  return made;
}

Result<NodePtr> Parser::field() {
  NodePtr made = TRY(node(FormulaOp::field));
  made->text = TRY(until(']'));
  if (!text_.substr(at_).starts_with(".[")) return made;
  ++at_;
  made->op = FormulaOp::linked;
  made->more = TRY(until(']'));
  return made;
}

Result<NodePtr> Parser::word() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_])))
    ++at_;
  NodePtr made = TRY(node(FormulaOp::call));
  made->text = text_.substr(begin, at_ - begin);
  if (!take('(')) return wrong("A field stands in [brackets], a function before (");
  if (take(')')) return made;
  do {
    if (made->parts.size() == arguments_max) return wrong("This function has too many parts");
    made->parts.push_back(TRY(expression(0)));
  } while (take(','));
  if (!take(')')) return wrong("A closing bracket is missing");
  return made;
}

}  // namespace

Result<NodePtr> parse_formula(std::string_view text) {
  if (text.size() > formula_size_max)
    return fail(ErrorCode::too_large, "A formula has at most 2,000 characters.");
  return Parser(text).parse();
}

}  // namespace kith
