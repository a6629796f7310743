//! The ways in which strings are written in JSON, in shells and in programming languages.

use super::text::{Text, text};
use crate::oracle::dice::Dice;

/// `\uXXXX` for a character, or two of them.
fn unicode(c: char, upper: bool) -> String {
    let mut units = [0; 2];
    let escape = |unit: &u16| if upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
    c.encode_utf16(&mut units).iter().map(escape).collect()
}

/// The escape that JSON requires, the short one if there is one.
fn json_escape(c: char) -> Option<String> {
    Some(match c {
        '"' => r#"\""#.to_owned(),
        '\\' => r"\\".to_owned(),
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        '\t' => r"\t".to_owned(),
        '\0'..='\x1f' => unicode(c, false),
        _ => return None,
    })
}

/// A JSON string, as one of the common serializers writes it.
pub(crate) fn json_string(content: &Text, dice: &mut Dice) -> Text {
    let serializer = dice.roll(4);
    let escaped = content.written(|c, _| {
        let usual = json_escape(c);
        match serializer {
            // System.Text.Json of .NET.
            1 if c == '\\' => r"\\".to_owned(),
            1 if "\"&'<>+`".contains(c) || !c.is_ascii() || c == '\x7f' => unicode(c, true),
            // json_encode of PHP.
            2 if c == '/' => r"\/".to_owned(),
            // json.dumps of Python.
            2 | 3 if !c.is_ascii() => unicode(c, false),
            _ => usual.unwrap_or_else(|| c.to_string()),
        }
    });
    text!["\"", escaped, "\""]
}

/// A JSON string in which any character may be escaped, but `unescaped`.
pub(crate) fn strange_json_string(content: &Text, unescaped: &str, dice: &mut Dice) -> Text {
    let escaped = content.written(|c, _| match json_escape(c) {
        _ if !unescaped.contains(c) && dice.one_in(4) => unicode(c, dice.one_in(2)),
        Some(escape) => escape,
        None => c.to_string(),
    });
    text!["\"", escaped, "\""]
}

/// `'…'` of a shell.
pub(crate) fn single_quoted(content: &Text, dice: &mut Dice) -> Text {
    let apostrophe = dice.pick(&[r"'\''", r#"'"'"'"#]);
    let escaped = content.written(|c, _| if c == '\'' { apostrophe.to_owned() } else { c.to_string() });
    text!["'", escaped, "'"]
}

/// A backslash before some characters, which a shell removes. If `is_lazy`, it is missing before a single backslash that
/// stays as it is before one of these `others`.
fn backslashed(content: &Text, special: &str, is_lazy: bool, others: &str) -> Text {
    let mut last = ' ';
    content.written(|c, next| {
        let is_single = c == '\\' && last != '\\';
        last = c;
        let stays = is_lazy && is_single && next.is_some_and(|next| others.contains(next));
        if special.contains(c) && !stays { format!("\\{c}") } else { c.to_string() }
    })
}

/// `"…"` of a shell, which may have a backslash before a line break that is not part of the text.
pub(crate) fn double_quoted(content: &Text, dice: &mut Dice) -> Text {
    // `\u0022` and `\/` mean the same in a JSON string, so that nobody can know which of these the text is in.
    let escaped = backslashed(content, "\"$`\\", dice.one_in(2), "nrtbf");
    let is_continued = dice.one_in(4);
    let mut last = ' ';
    let continued = escaped.inserted(|c| {
        let is_end = is_continued && c == ',' && last == '"' && dice.one_in(2);
        last = c;
        if is_end { "\\\n" } else { "" }
    });
    text!["\"", continued, "\""]
}

/// `$'…'` of Bash, as browsers copy it as a curl command, or with fewer escapes.
pub(crate) fn ansi_c_quoted(content: &Text, dice: &mut Dice) -> Text {
    let (is_browser, escapes_all) = (dice.one_in(2), dice.one_in(8));
    let escaped = content.written(|c, _| match c {
        '\\' => r"\\".to_owned(),
        '\'' => r"\'".to_owned(),
        '\n' if is_browser => r"\n".to_owned(),
        '\r' if is_browser => r"\r".to_owned(),
        '!' if is_browser => r"\u0021".to_owned(),
        '"' if escapes_all => "\\\"".to_owned(),
        // Only a locale of UTF-8 reads this as one character.
        _ if is_browser && !c.is_ascii() && (c as u32) < 0x1_0000 => unicode(c, false),
        _ => c.to_string(),
    });
    text!["$'", escaped, "'"]
}

/// A here-document of a shell, after its command.
pub(crate) fn here_document(command: &str, content: &Text, is_quoted: bool, dice: &mut Dice) -> Text {
    let (open, close) = if is_quoted {
        (dice.pick(&["<<'EOF'", "<<\"EOF\"", "<< 'EOF'", "<<\\EOF"]), "EOF")
    } else {
        (dice.pick(&["<<EOF", "<< EOF"]), "EOF")
    };
    let body =
        if is_quoted { content.clone() } else { backslashed(content, "$`\\", dice.one_in(2), "nrtbfu/\"") };
    text![command, " ", open, "\n", body, "\n", close, "\n"]
}

/// The escapes that most languages have in common. `quote` is the character that ends the string.
fn escaped(content: &Text, quote: char, keeps_lines: bool) -> Text {
    content.written(|c, _| match c {
        '\n' | '\r' | '\t' if keeps_lines => c.to_string(),
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        '\t' => r"\t".to_owned(),
        '\\' => r"\\".to_owned(),
        _ if c == quote => format!("\\{c}"),
        _ => c.to_string(),
    })
}

/// `'…'` or `"…"` of JavaScript and Python.
pub(crate) fn literal(content: &Text, quote: char) -> Text {
    text![quote.to_string(), escaped(content, quote, false), quote.to_string()]
}

/// A template string of JavaScript.
pub(crate) fn template(content: &Text) -> Text {
    let escaped = escaped(content, '`', true);
    let body = escaped.written(
        |c, next| {
            if c == '$' && next == Some('{') { r"\$".to_owned() } else { c.to_string() }
        },
    );
    text!["`", body, "`"]
}

/// `'''…'''` or `"""…"""` of Python.
pub(crate) fn triple_quoted(content: &Text, quote: &str) -> Text {
    text![quote, escaped(content, '\0', true), quote]
}

/// `'…'` of PHP, in which a backslash is only special before an apostrophe and before a backslash.
pub(crate) fn php_single(content: &Text, dice: &mut Dice) -> Text {
    text!["'", backslashed(content, "'\\", dice.one_in(2), "nrtbfu/\""), "'"]
}

/// `"…"` of PHP.
pub(crate) fn php_double(content: &Text) -> Text {
    let escaped = escaped(content, '"', true);
    let body = escaped.written(|c, _| if c == '$' { r"\$".to_owned() } else { c.to_string() });
    text!["\"", body, "\""]
}

/// The body of a heredoc of PHP.
pub(crate) fn php_heredoc(content: &Text) -> Text {
    let escaped = escaped(content, '\0', true);
    escaped.written(|c, _| if c == '$' { r"\$".to_owned() } else { c.to_string() })
}
