//! Text in quotes, as JSON strings, shells and programming languages write it: decoded, with the place of each character.

use data_encoding::BASE64_NOPAD;
use memchr::{memchr, memchr2};

use crate::json::Span;

/// How a text is written in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// `"…"` of JSON, and of languages with the same escapes.
    Json,
    /// `"…"` of a shell: a backslash escapes only `"`, `\`, `$`, a backtick and a line break.
    Shell,
    /// `'…'` of a shell: a quote is written `'\''` or `'"'"'`.
    ShellSingle,
    /// `'…'` of PHP: a backslash escapes only `'` and `\`.
    Php,
    /// `'…'` of JavaScript and Python, `$'…'` of a shell: JSON's escapes, and `\'`.
    Single,
    /// `"…"` of CSV and C#: a quote is written `""`.
    Doubled,
    /// Text in `cmd.exe`: `^` is before a character that has a meaning there. It has no quotes of its own.
    Cmd,
    /// `"…"` of `PowerShell`: a backtick escapes the next character.
    PowerShell,
    /// Text in HTML or XML, in which `"` is `&quot;`. It ends before a tag.
    Html,
    /// Base64 (RFC 4648), with `=` at its end or without. It has no quotes.
    Base64,
}

/// Bytes that a decoded text has room for at first: as many as most requests have.
const MIN_CAPACITY: usize = 2048;

/// A text that was in quotes.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Whether it was in base64, of which no character can be replaced alone.
    pub is_base64: bool,
    /// Where its characters are, for each level of quotes, the innermost first.
    levels: Vec<Places>,
}

impl Decoded {
    /// Decodes a text that was put in quotes once for each level, the outermost first.
    pub fn new(quoted: &str, levels: &[Quoting]) -> Self {
        let is_base64 = levels.contains(&Quoting::Base64);
        let mut decoded = Self { text: quoted.to_owned(), is_base64, levels: Vec::new() };
        for level in levels {
            let (text, places) = level.decode(&decoded.text);
            decoded.text = text;
            decoded.levels.insert(0, places);
        }
        decoded
    }

    /// Where the character at an offset of the text begins in the quoted text.
    pub fn outer(&self, offset: usize) -> usize {
        self.levels.iter().fold(offset, |offset, places| places.start(offset))
    }

    /// Where a span of the text is in the quoted text.
    pub fn outer_span(&self, span: Span) -> Span {
        self.levels.iter().fold(span, |span, places| places.span(span))
    }
}

/// Where the characters of a decoded text are in the quoted text.
#[derive(Debug, Default)]
pub struct Places {
    /// An offset of the decoded text and of the quoted text, after each escape. In between, both advance alike.
    after_escapes: Vec<(usize, usize)>,
    /// The length of the quoted text, up to the closing quote.
    pub length: usize,
}

impl Places {
    fn start(&self, offset: usize) -> usize {
        let next = self.after_escapes.partition_point(|(decoded, _)| *decoded <= offset);
        self.after(next, offset)
    }

    fn end(&self, offset: usize) -> usize {
        let next = self.after_escapes.partition_point(|(decoded, _)| *decoded < offset);
        let is_here = self.after_escapes.get(next).is_some_and(|(decoded, _)| *decoded == offset);
        self.after(next + usize::from(is_here), offset)
    }

    /// The offset in the quoted text that is after the first `count` escapes.
    fn after(&self, count: usize, offset: usize) -> usize {
        let last = count.checked_sub(1).and_then(|last| self.after_escapes.get(last));
        let (decoded, quoted) = last.copied().unwrap_or_default();
        quoted + (offset - decoded)
    }

    /// Where a span of the decoded text is in the quoted text.
    pub fn span(&self, Span { start, end }: Span) -> Span {
        Span { start: self.start(start), end: self.end(end) }
    }
}

/// What the next bytes of a quoted text mean.
enum Next {
    /// This character, or nothing, is written with so many bytes.
    Escape(Option<char>, usize),
    /// A backslash is only a backslash.
    Plain,
    /// The text ends here.
    End,
}

impl Quoting {
    /// Decodes a text up to its closing quote, or to its end if it has none.
    pub fn decode(self, quoted: &str) -> (String, Places) {
        if self == Self::Base64 {
            return decode_base64(quoted);
        }
        let (mut text, mut places) =
            (String::with_capacity(quoted.len().min(MIN_CAPACITY)), Places::default());
        loop {
            let rest = quoted.get(places.length..).unwrap_or_default();
            let plain = self.plain(rest.as_bytes());
            let (plain, special) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            text.push_str(plain);
            places.length += plain.len();
            match self.next(special) {
                Next::End => return (text, places),
                Next::Plain => {
                    text.push('\\');
                    places.length += 1;
                }
                Next::Escape(character, length) => {
                    if character.is_none() {
                        places.after_escapes.push((text.len(), places.length));
                    }
                    text.extend(character);
                    places.length += length;
                    places.after_escapes.push((text.len(), places.length));
                }
            }
        }
    }

    /// The number of bytes before the first one that may mean something else.
    fn plain(self, bytes: &[u8]) -> usize {
        let special = match self {
            Self::Json | Self::Shell => memchr2(b'"', b'\\', bytes),
            Self::Single | Self::Php => memchr2(b'\'', b'\\', bytes),
            Self::ShellSingle => memchr(b'\'', bytes),
            Self::Doubled => memchr(b'"', bytes),
            Self::Cmd => memchr(b'^', bytes),
            Self::PowerShell => memchr2(b'"', b'`', bytes),
            Self::Html => memchr2(b'&', b'<', bytes),
            Self::Base64 => None,
        };
        special.unwrap_or(bytes.len())
    }

    /// What a text means that begins with the sign of `cmd.exe` or `PowerShell` before a character.
    fn after_sign(self, text: &str) -> Next {
        match (text.chars().nth(1), self) {
            (None, _) => Next::End,
            (Some('\n'), _) => Next::Escape(None, 2),
            (Some('n'), Self::PowerShell) => Next::Escape(Some('\n'), 2),
            (Some('r'), Self::PowerShell) => Next::Escape(Some('\r'), 2),
            (Some('t'), Self::PowerShell) => Next::Escape(Some('\t'), 2),
            (Some(other), _) => Next::Escape(Some(other), 1 + other.len_utf8()),
        }
    }

    /// What a text means that begins with a special character.
    fn next(self, text: &str) -> Next {
        let Some(after) = text.strip_prefix('\\') else {
            return match self {
                Self::ShellSingle if text.starts_with(r"'\''") => Next::Escape(Some('\''), 4),
                Self::ShellSingle if text.starts_with("'\"'\"'") => Next::Escape(Some('\''), 5),
                Self::Doubled if text.starts_with("\"\"") => Next::Escape(Some('"'), 2),
                Self::Cmd | Self::PowerShell if !text.starts_with('"') => self.after_sign(text),
                Self::Html if text.starts_with('&') => entity(text),
                _ => Next::End,
            };
        };
        match (after.chars().next(), self) {
            (None, _) => Next::End,
            (Some('\n'), Self::Json | Self::Shell | Self::Single) => Next::Escape(None, 2),
            (Some(it @ ('"' | '\\' | '$' | '`')), Self::Shell) | (Some(it @ ('\'' | '\\')), Self::Php) => {
                Next::Escape(Some(it), 2)
            }
            (Some(_), Self::Shell | Self::Php) => Next::Plain,
            (Some('n'), _) => Next::Escape(Some('\n'), 2),
            (Some('r'), _) => Next::Escape(Some('\r'), 2),
            (Some('t'), _) => Next::Escape(Some('\t'), 2),
            (Some('b'), _) => Next::Escape(Some('\u{8}'), 2),
            (Some('f'), _) => Next::Escape(Some('\u{c}'), 2),
            (Some('u'), _) => unicode(text),
            (Some('x'), _) => byte(text),
            (Some(other), _) => Next::Escape(Some(other), 1 + other.len_utf8()),
        }
    }
}

/// The text that base64 is decoded to; empty if it is not base64 of UTF-8. Three bytes are four characters, of which the
/// last one is none's first.
fn decode_base64(text: &str) -> (String, Places) {
    let bytes = BASE64_NOPAD.decode(text.trim_end_matches('=').as_bytes()).ok();
    let decoded = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let after_escapes = (1..=decoded.len() / 3).map(|group| (group * 3, group * 4)).collect();
    (decoded, Places { after_escapes, length: text.len() })
}

/// The entities of HTML that stand for characters of JSON text, and for those that HTML must not have.
const ENTITIES: [(&str, char); 7] = [
    ("&quot;", '"'),
    ("&#34;", '"'),
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&#39;", '\''),
    ("&apos;", '\''),
];

/// What an entity of HTML means. An unknown one is text.
fn entity(text: &str) -> Next {
    let known = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity));
    known.map_or(Next::Escape(Some('&'), 1), |(entity, character)| {
        Next::Escape(Some(*character), entity.len())
    })
}

/// What an escape that begins with `\x` means: a byte, here as a character.
fn byte(text: &str) -> Next {
    let digits = text.get(2..4).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    digits.map_or(Next::Escape(Some('x'), 2), |byte| Next::Escape(Some(byte.into()), 4))
}

/// What an escape that begins with `\u` means: a character, or half of one, which becomes the replacement character.
fn unicode(text: &str) -> Next {
    let unit =
        |at: usize| text.get(at..at + 6)?.strip_prefix("\\u").and_then(|it| u16::from_str_radix(it, 16).ok());
    let Some(first) = unit(0) else { return Next::Escape(Some('u'), 2) };
    let pair = [Some(first), unit(6)].into_iter().flatten();
    match char::decode_utf16(pair).next() {
        Some(Ok(character)) => Next::Escape(Some(character), 6 * character.len_utf16()),
        _ => Next::Escape(Some(char::REPLACEMENT_CHARACTER), 6),
    }
}
