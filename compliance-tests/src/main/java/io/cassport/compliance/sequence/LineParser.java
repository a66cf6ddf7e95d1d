package io.cassport.compliance.sequence;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one line of a sequence; an IllegalArgumentException says what was expected and where. */
final class LineParser {
  private final String text;
  private int at;

  LineParser(String text) {
    this.text = text;
  }

  ParsedLine line() {
    String first = name();
    String result = null;
    if (take("=")) {
      result = first;
      first = name();
    }
    expect(".");
    String method = name();
    CallExpression call = new CallExpression(result, first, method, arguments());
    Expectation.Condition condition =
        take("->") ? condition() : new Expectation.Condition.Returns();
    Duration limit = null;
    if (takeWord("within")) {
      limit = Duration.ofMillis(number().longValueExact());
      expect("ms");
    }
    skipSpace();
    if (at < text.length()) {
      throw expected("the end of the line");
    }
    return new ParsedLine(call, new Expectation(condition, limit));
  }

  private Expectation.Condition condition() {
    if (takeWord("any")) {
      return new Expectation.Condition.Returns();
    }
    if (takeWord("not")) {
      if (!takeWord("null")) {
        throw expected("null");
      }
      return new Expectation.Condition.NotNull();
    }
    if (takeWord("empty")) {
      return new Expectation.Condition.Empty();
    }
    if (takeWord("matches")) {
      return new Expectation.Condition.Matches(Pattern.compile(string(), Pattern.DOTALL));
    }
    if (takeWord("one")) {
      if (!takeWord("of")) {
        throw expected("of");
      }
      return new Expectation.Condition.OneOf(arguments());
    }
    if (takeWord("may")) {
      if (!takeWord("throw")) {
        throw expected("throw");
      }
      return new Expectation.Condition.MayThrow();
    }
    if (takeWord("throws")) {
      return new Expectation.Condition.Throws(states());
    }
    for (String operator : List.of(">=", "<=", ">", "<")) {
      if (take(operator)) {
        return new Expectation.Condition.Compares(operator, number());
      }
    }
    return new Expectation.Condition.Equal(argument());
  }

  private List<String> states() {
    List<String> states = new ArrayList<>();
    skipSpace();
    if (at < text.length() && !text.startsWith("within", at)) {
      do {
        states.add(word());
      } while (take("|"));
    }
    return states;
  }

  private List<Argument> arguments() {
    expect("(");
    List<Argument> arguments = new ArrayList<>();
    if (take(")")) {
      return arguments;
    }
    do {
      arguments.add(argument());
    } while (take(","));
    expect(")");
    return arguments;
  }

  private Argument argument() {
    skipSpace();
    if (at == text.length()) {
      throw expected("an argument");
    }
    char c = text.charAt(at);
    if (c == '"') {
      return new Argument.Text(string());
    }
    if (c == '-' || Character.isDigit(c)) {
      return new Argument.Literal(numberLiteral());
    }
    String name = name();
    if (name.equals("null")) {
      return new Argument.Null(take(":") ? typeName() : null);
    }
    if (name.equals("true") || name.equals("false")) {
      return new Argument.Literal(Boolean.valueOf(name));
    }
    if (at < text.length() && text.charAt(at) == '(') {
      if (!Values.isName(name)) {
        throw expected("one of " + Values.names() + " before this bracket");
      }
      return new Argument.Value(name, arguments());
    }
    return new Argument.Reference(name);
  }

  private Object numberLiteral() {
    BigDecimal number = number();
    if (take("L")) {
      return number.longValueExact();
    }
    if (take("f")) {
      return number.floatValue();
    }
    boolean whole = number.scale() <= 0 && lastWasWhole;
    return whole ? (Object) number.intValueExact() : number.doubleValue();
  }

  private boolean lastWasWhole;

  private BigDecimal number() {
    skipSpace();
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    lastWasWhole = digits.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      at = start;
      throw expected("a number");
    }
  }

  private String string() {
    expect("\"");
    int start = at;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw expected("a closing quote");
    }
    return text.substring(start, at++).translateEscapes();
  }

  private String typeName() {
    String name = name();
    return take("[]") ? name + "[]" : name;
  }

  private String name() {
    skipSpace();
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    if (start == at || Character.isDigit(text.charAt(start))) {
      at = start;
      throw expected("a name");
    }
    return text.substring(start, at);
  }

  private String word() {
    skipSpace();
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw expected("an SQLState");
    }
    return text.substring(start, at);
  }

  private boolean takeWord(String word) {
    skipSpace();
    int end = at + word.length();
    boolean found =
        text.startsWith(word, at)
            && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
    if (found) {
      at = end;
    }
    return found;
  }

  private boolean take(String symbol) {
    skipSpace();
    boolean found = text.startsWith(symbol, at);
    if (found) {
      at += symbol.length();
    }
    return found;
  }

  private void expect(String symbol) {
    if (!take(symbol)) {
      throw expected(symbol);
    }
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException("expected " + what + " at column " + (at + 1));
  }
}
