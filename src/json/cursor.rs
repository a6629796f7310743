//! A strict reader of JSON text (RFC 8259), token by token. Tokens are borrowed from the text.
//!
//! Each method returns `None` where the text is not JSON. The reader accepts what `serde_json` accepts, which a test
//! checks. It exists because a run spends most of its time reading requests, and it takes little more than half of
//! `serde_json`'s time.

use std::ops::Range;

use super::brackets::{Brackets, OpenBrackets};
use super::plain::plain_bytes;
use super::white_space::is_white_space;

/// A text and how far it was read.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    /// The number of bytes that were read; at most the text's length, so that adding to it cannot overflow.
    at: usize,
}

/// A number in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numeral<'a> {
    pub(crate) text: &'a str,
    /// All its digits as one whole number, and how many of them are decimals; `None` if it has a sign, an exponent or
    /// too many digits, which is rare.
    pub(crate) short: Option<(i64, usize)>,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        Self::new_at(text, 0)
    }

    /// A cursor at an offset of a text, which is at most the text's length.
    pub(crate) fn new_at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// The number of bytes that were read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    pub(crate) fn cut(&self, range: Range<usize>) -> Option<&'a str> {
        self.text.get(range)
    }

    /// The text from the offset `start` to the cursor.
    pub(crate) fn since(&self, start: usize) -> Option<&'a str> {
        self.cut(start..self.at)
    }

    /// The next byte, which is not read.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn advance(&mut self, count: usize) {
        self.at = self.at.wrapping_add(count);
    }

    /// Reads the next byte if it is `byte`, and returns whether it was.
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.advance(usize::from(is_next));
        is_next
    }

    pub(crate) fn skip_white_space(&mut self) {
        while self.peek().is_some_and(is_white_space) {
            self.advance(1);
        }
    }

    /// Whether the whole text was read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// Advances to the next member or element, after `count` others; false after reading the closing bracket instead.
    pub(crate) fn next_element(&mut self, count: usize, closing: u8) -> Option<bool> {
        self.skip_white_space();
        if self.eat(closing) {
            return Some(false);
        }
        if count > 0 && !self.eat(b',') {
            return None;
        }
        self.skip_white_space();
        Some(true)
    }

    /// Reads `text` if it comes next, and returns whether it did.
    pub(crate) fn eat_text(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text.as_bytes());
        if is_next {
            self.advance(text.len());
        }
        is_next
    }

    /// Reads a key, the colon and the white space around it. Returns the key's range, without the quotes.
    pub(crate) fn key(&mut self) -> Option<Range<usize>> {
        let start = self.at.wrapping_add(1);
        self.string()?;
        let end = self.at.wrapping_sub(1);
        self.skip_white_space();
        if !self.eat(b':') {
            return None;
        }
        self.skip_white_space();
        Some(start..end)
    }

    /// The key, without its quotes, whose first character is at the offset `start`.
    pub(crate) fn key_at(&self, start: usize) -> Option<&'a str> {
        let mut cursor = Self::new_at(self.text, start.wrapping_sub(1));
        cursor.string()?;
        self.cut(start..cursor.at.wrapping_sub(1))
    }

    fn string(&mut self) -> Option<()> {
        if !self.eat(b'"') {
            return None;
        }
        loop {
            self.advance(plain_bytes(self.text.as_bytes().get(self.at..)?));
            match self.peek()? {
                b'"' => {
                    self.advance(1);
                    return Some(());
                }
                b'\\' => self.escape()?,
                _ => return None,
            }
        }
    }

    /// Reads an escape.
    fn escape(&mut self) -> Option<()> {
        self.advance(escape_length(self.rest())?);
        Some(())
    }

    pub(crate) fn number(&mut self) -> Option<Numeral<'a>> {
        const MAX_SHORT: usize = 18;
        let start = self.at;
        let bytes = self.text.as_bytes().get(start..)?;
        let (mut number, mut decimals) = (0, 0);
        let unsigned = bytes.strip_prefix(b"-").unwrap_or(bytes);
        let mut rest = match unsigned {
            [b'0', rest @ ..] => rest,
            _ => digits(unsigned, &mut number)?,
        };
        if let [b'.', fraction @ ..] = rest {
            rest = digits(fraction, &mut number)?;
            decimals = fraction.len().wrapping_sub(rest.len());
        }
        let is_plain = unsigned.len() == bytes.len() && !matches!(rest, [b'e' | b'E', ..]);
        if let [b'e' | b'E', exponent @ ..] = rest {
            let unsigned = exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-"));
            rest = digits(unsigned.unwrap_or(exponent), &mut 0)?;
        }
        self.advance(bytes.len().wrapping_sub(rest.len()));
        let text = self.since(start)?;
        let short = (is_plain && text.len() <= MAX_SHORT).then_some((number, decimals));
        Some(Numeral { text, short })
    }

    /// Reads a value of any kind, and returns its text.
    pub(crate) fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.skip_value()?;
        self.since(start)
    }

    /// Reads a value of any kind and depth, without recursion.
    pub(crate) fn skip_value(&mut self) -> Option<()> {
        if self.peek() == Some(b'"') {
            // Most values are strings, for which no brackets are needed.
            return self.string();
        }
        self.skip_value_in(&mut Brackets::default())
    }

    /// Reads a value of any kind and depth; `open` keeps its brackets.
    pub(crate) fn skip_value_in(&mut self, open: &mut impl OpenBrackets) -> Option<()> {
        loop {
            // A value begins here.
            let mut count = 1;
            match self.peek()? {
                b'"' => self.string()?,
                bracket @ (b'{' | b'[') => {
                    open.push(if bracket == b'{' { b'}' } else { b']' }, self.at);
                    self.advance(1);
                    count = 0;
                }
                b't' => self.eat_text("true").then_some(())?,
                b'f' => self.eat_text("false").then_some(())?,
                b'n' => self.eat_text("null").then_some(())?,
                _ => drop(self.number()?),
            }
            if !self.leave(open, count)? {
                return Some(());
            }
        }
    }

    /// Reads up to the next value, `count` values after the last opening bracket, closing brackets included; false if all
    /// brackets are closed.
    fn leave(&mut self, open: &mut impl OpenBrackets, mut count: usize) -> Option<bool> {
        while let Some(closing) = open.last() {
            if self.next_element(count, closing)? {
                if closing == b'}' {
                    let key = self.key()?;
                    open.key(self.cut(key)?);
                }
                return Some(true);
            }
            open.pop(self.at);
            count = 1;
        }
        Some(false)
    }
}

/// The length of the escape that a text begins with. A surrogate may be alone.
pub(crate) fn escape_length(text: &[u8]) -> Option<usize> {
    match text {
        [_, b'u', digits @ ..] if digits.first_chunk::<4>()?.iter().all(u8::is_ascii_hexdigit) => Some(6),
        [_, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Some(2),
        _ => None,
    }
}

/// Reads one or more digits, and returns what follows them. Appends them to `number`, which overflows, and is not used, if
/// they are too many.
fn digits<'a>(bytes: &'a [u8], number: &mut i64) -> Option<&'a [u8]> {
    let mut rest = bytes;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        *number = number.wrapping_mul(10).wrapping_add(i64::from(digit & 0xF));
        rest = after;
    }
    (rest.len() < bytes.len()).then_some(rest)
}
