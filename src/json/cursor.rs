//! A strict reader over a JSON text (RFC 8259), token by token: it lends each from the text, and keeps nothing.
//!
//! Each step returns `None` where the text is not JSON. It takes what `serde_json` takes, and a test says so; it is here
//! because reading requests is most of what a run does, and this takes little more than half the time.

use std::ops::Range;

use super::brackets::Brackets;
use super::is_white_space;
use super::plain::plain_bytes;

/// A place in a text, from which it is read on.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    /// Bytes that were read; never more than the text has, so that adding to it cannot overflow.
    at: usize,
}

/// A number, as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numeral<'a> {
    pub(crate) text: &'a str,
    /// All its digits as one whole number, and how many of them are decimals: the usual case, in which it is digits with
    /// or without a point, so few that this holds them.
    pub(crate) short: Option<(i64, usize)>,
}

impl<'a> Cursor<'a> {
    /// The start of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes that were read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// A part of the text.
    pub(crate) fn cut(&self, range: Range<usize>) -> Option<&'a str> {
        self.text.get(range)
    }

    /// What was read since there were `start` bytes of it.
    pub(crate) fn since(&self, start: usize) -> Option<&'a str> {
        self.cut(start..self.at)
    }

    /// The next byte, which stays.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn advance(&mut self, count: usize) {
        self.at = self.at.wrapping_add(count);
    }

    /// Takes the next byte, if it is this one.
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.advance(usize::from(is_next));
        is_next
    }

    /// Takes white space.
    pub(crate) fn skip_white_space(&mut self) {
        while self.peek().is_some_and(is_white_space) {
            self.advance(1);
        }
    }

    /// Whether nothing is left.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// Takes what stands before the next member or element, after `count` others, and says whether there is one. If not,
    /// it has taken the bracket that closes.
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

    /// Takes this text, if it is what comes next.
    pub(crate) fn eat_text(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text.as_bytes());
        if is_next {
            self.advance(text.len());
        }
        is_next
    }

    /// Takes a key, and all up to its value. Returns the range of what stands between its quotes.
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

    /// The key, without its quotes, whose first character stands at `start`.
    pub(crate) fn key_at(&self, start: usize) -> Option<&'a str> {
        self.cut(Self { text: self.text, at: start.wrapping_sub(1) }.key()?)
    }

    /// Takes a string.
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

    /// Takes an escape; that surrogates come in pairs is not asked for.
    fn escape(&mut self) -> Option<()> {
        match self.rest() {
            [_, b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()) => {
                self.advance(6);
            }
            [_, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => self.advance(2),
            _ => return None,
        }
        Some(())
    }

    /// Takes a number.
    pub(crate) fn number(&mut self) -> Option<Numeral<'a>> {
        const MAX_SHORT: usize = 18;
        let start = self.at;
        let rest = self.text.as_bytes().get(start..)?;
        let (mut number, mut decimals) = (0, 0);
        let unsigned = rest.strip_prefix(b"-").unwrap_or(rest);
        let mut after = match unsigned {
            [b'0', after @ ..] => after,
            _ => after_digits(unsigned, &mut number)?,
        };
        if let [b'.', fraction @ ..] = after {
            after = after_digits(fraction, &mut number)?;
            decimals = fraction.len().wrapping_sub(after.len());
        }
        let is_plain = unsigned.len() == rest.len() && !matches!(after, [b'e' | b'E', ..]);
        if let [b'e' | b'E', exponent @ ..] = after {
            let unsigned = exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-"));
            after = after_digits(unsigned.unwrap_or(exponent), &mut 0)?;
        }
        self.advance(rest.len().wrapping_sub(after.len()));
        let text = self.since(start)?;
        let short = (is_plain && text.len() <= MAX_SHORT).then_some((number, decimals));
        Some(Numeral { text, short })
    }

    /// Takes a value of any kind, and returns its text.
    pub(crate) fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.skip_value()?;
        self.since(start)
    }

    /// Takes a value of any kind.
    pub(crate) fn skip_value(&mut self) -> Option<()> {
        match self.peek()? {
            b'{' | b'[' => self.nested(),
            _ => self.flat(),
        }
    }

    /// Takes a value that has none in it.
    fn flat(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.string(),
            b't' => self.eat_text("true").then_some(()),
            b'f' => self.eat_text("false").then_some(()),
            b'n' => self.eat_text("null").then_some(()),
            _ => self.number().map(|_| ()),
        }
    }

    /// Takes an object or an array, however deep it is.
    fn nested(&mut self) -> Option<()> {
        let mut open = Brackets::default();
        loop {
            // A value begins here; it ends here, too, unless it has one in it.
            let has_values = match self.peek()? {
                b'{' => self.enter(b'}', &mut open)?,
                b'[' => self.enter(b']', &mut open)?,
                _ => self.flat().map(|()| false)?,
            };
            if !has_values && !self.leave(&mut open)? {
                return Some(());
            }
        }
    }

    /// Takes an opening bracket, and says whether a value follows before the closing one.
    fn enter(&mut self, closing: u8, open: &mut Brackets) -> Option<bool> {
        self.advance(1);
        let has_values = self.next_element(0, closing)?;
        if has_values {
            open.push(closing);
            self.key_in(closing)?;
        }
        Some(has_values)
    }

    /// Behind a value: takes the brackets that close, and says whether another value follows.
    fn leave(&mut self, open: &mut Brackets) -> Option<bool> {
        while let Some(closing) = open.last() {
            if self.next_element(1, closing)? {
                self.key_in(closing)?;
                return Some(true);
            }
            open.pop();
        }
        Some(false)
    }

    /// Takes a key, if this bracket closes an object.
    fn key_in(&mut self, closing: u8) -> Option<()> {
        if closing == b'}' { self.key().map(|_| ()) } else { Some(()) }
    }
}

/// What stands after digits, of which there must be one. They are put after those of `number`, which means nothing
/// once they are too many.
fn after_digits<'a>(text: &'a [u8], number: &mut i64) -> Option<&'a [u8]> {
    let mut after = text;
    while let [digit @ b'0'..=b'9', rest @ ..] = after {
        *number = number.wrapping_mul(10).wrapping_add(i64::from(digit & 0xF));
        after = rest;
    }
    (after.len() < text.len()).then_some(after)
}
