//! What a search finds that may be a request, but cannot be checked.

use memchr::memmem;

use super::search::Found;
use crate::json::leading_white_space;
use crate::text::Position;

/// Places of an input that may be requests, but are not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unchecked {
    /// Objects with only one of `amount` and `basket`.
    pub halves: u64,
    /// Places that name `basket`, in text that cannot be read.
    pub texts: u64,
    /// Files that are bodies of requests, and are not read.
    pub files: u64,
    /// Where the first of them is.
    pub first: Option<Position>,
}

impl Unchecked {
    /// What a search has found in bytes, but no request.
    pub(crate) fn of(bytes: &[u8], found: &Found) -> Self {
        let Found { halves, texts, files, .. } = found;
        let starts = halves.iter().chain(files).map(|span| span.start);
        let first = starts.chain(texts.iter().copied()).min();
        let first = first.map(|first| Position::end_of(bytes.get(..first).unwrap_or_default()));
        let [halves, texts, files] = [halves.len(), texts.len(), files.len()].map(|count| count as u64);
        Self { halves, texts, files, first }
    }

    /// The same, of a text that has those bytes at `start`.
    pub fn within(self, start: Position) -> Self {
        Self { first: self.first.map(|first| first.within(start)), ..self }
    }

    /// Adds what is found later in the input.
    pub fn add(&mut self, later: Self) {
        self.halves += later.halves;
        self.texts += later.texts;
        self.files += later.files;
        self.first = self.first.or(later.first);
    }
}

/// Where `basket` is named in bytes, but not in an object that is found there.
pub(crate) fn texts(bytes: &[u8], found: &Found) -> Vec<usize> {
    let mut objects: Vec<_> =
        found.requests.iter().map(|place| place.span).chain(found.halves.iter().copied()).collect();
    objects.sort_unstable();
    // Objects that have only one of the keys may have requests in them.
    objects.dedup_by(|later, object| later.end <= object.end);
    let mut objects = objects.into_iter().peekable();
    // The first letter may be in upper case.
    let names = memmem::find_iter(bytes, "asket").filter_map(|name| name.checked_sub(1));
    let names = names.filter(|name| {
        while objects.next_if(|object| object.end <= *name).is_some() {}
        objects.peek().is_none_or(|object| *name < object.start) && is_key(bytes, *name)
    });
    names.collect()
}

/// How quotes around a key are written in JSON, in languages, in shells, in HTML and in URLs.
const QUOTES: [&[u8]; 14] = [
    b"\"",
    b"'",
    b"\\",
    b"`",
    b"^",
    b"u0022",
    b"u0027",
    b"x22",
    b"&quot;",
    b"&#34;",
    b"%22",
    b"]",
    "\u{201c}".as_bytes(),
    "\u{201d}".as_bytes(),
];

/// How white space is written in a string, without the backslash.
const WHITE_SPACE: [&str; 7] = ["u0020", "u0009", "u000a", "u000d", "t", "n", "r"];

/// The text after white space, as it is or escaped, or after a quote; `None` if it begins with neither.
fn after_quote(text: &[u8]) -> Option<&[u8]> {
    let space = leading_white_space(text);
    if space > 0 {
        return text.get(space..);
    }
    let after_escape = |escape: &&str| {
        let (start, rest) = text.strip_prefix(b"\\")?.split_at_checked(escape.len())?;
        start.eq_ignore_ascii_case(escape.as_bytes()).then_some(rest)
    };
    let escaped = WHITE_SPACE.iter().find_map(after_escape);
    escaped.or_else(|| QUOTES.iter().find_map(|quote| text.strip_prefix(*quote)))
}

/// Whether the word at an offset is `basket` as a key, in any notation: a colon or an equals sign follows it, or it is a tag.
fn is_key(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let is_word = before.last().is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
    let is_quoted = QUOTES.iter().any(|quote| before.ends_with(quote));
    let mut rest = bytes.get(at + "basket".len()..).unwrap_or_default();
    while let Some(after) = after_quote(rest) {
        rest = after;
    }
    let is_named =
        bytes.get(at).is_some_and(|first| first.eq_ignore_ascii_case(&b'b')) && (is_word || is_quoted);
    let is_tag = before.ends_with(b"<") && rest.starts_with(b">");
    is_named && (is_tag || rest.starts_with(b"%3A") || matches!(rest.first(), Some(b':' | b'=')))
}
