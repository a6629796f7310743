//! A strict reader over a JSON text (RFC 8259), token by token: it lends each from the text, and keeps nothing.
//!
//! Each step returns `None` where the text is not JSON. It takes what `serde_json` takes, and a test says so; it is here
//! because reading requests is most of what a run does, and this takes a third of the time.

use std::ops::Range;

use super::is_white_space;

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
    pub(crate) short: Option<(i64, u32)>,
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

    /// Takes what stands before the next member or element, behind `count` others, and says whether there is one. If not,
    /// it has taken the bracket that closes.
    pub(crate) fn goes_on(&mut self, count: usize, closing: u8) -> Option<bool> {
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
            self.advance(plain_characters(self.rest()));
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
        let mut mantissa = 0;
        let is_negative = self.eat(b'-');
        if !self.eat(b'0') {
            self.digits(&mut mantissa)?;
        }
        let decimals = if self.eat(b'.') { self.digits(&mut mantissa)? } else { 0 };
        let has_exponent = self.eat(b'e') || self.eat(b'E');
        if has_exponent {
            let _ = self.eat(b'+') || self.eat(b'-');
            self.digits(&mut 0)?;
        }
        let text = self.since(start)?;
        let is_short = !is_negative && !has_exponent && text.len() <= MAX_SHORT;
        Some(Numeral { text, short: is_short.then_some((mantissa, decimals)) })
    }

    /// Takes digits, at least one, and puts them behind those of `number`, which means nothing once they are too many.
    /// Returns how many they are.
    fn digits(&mut self, number: &mut i64) -> Option<u32> {
        let mut count = 0_usize;
        for byte in self.rest() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            *number = number.wrapping_mul(10).wrapping_add(digit.into());
            count = count.wrapping_add(1);
        }
        self.advance(count);
        u32::try_from(count).ok().filter(|count| *count > 0)
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
        let has_values = self.goes_on(0, closing)?;
        if has_values {
            open.push(closing);
            self.key_in(closing)?;
        }
        Some(has_values)
    }

    /// Behind a value: takes the brackets that close, and says whether another value follows.
    fn leave(&mut self, open: &mut Brackets) -> Option<bool> {
        while let Some(closing) = open.last() {
            if self.goes_on(1, closing)? {
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

/// The brackets that close what is open: a bit for each, so that a text of brackets alone takes little memory.
#[derive(Debug, Default)]
struct Brackets {
    /// The last ones, the very last lowest, and how many they are.
    braces: u64,
    count: u32,
    /// Those before them, [`u64::BITS`] at a time.
    outer: Vec<u64>,
}

impl Brackets {
    fn push(&mut self, closing: u8) {
        if self.count == u64::BITS {
            self.outer.push(self.braces);
            self.count = 0;
        }
        self.braces = self.braces.wrapping_shl(1) | u64::from(closing == b'}');
        self.count = self.count.wrapping_add(1);
    }

    fn pop(&mut self) {
        self.braces = self.braces.wrapping_shr(1);
        self.count = self.count.saturating_sub(1);
        if self.count == 0
            && let Some(braces) = self.outer.pop()
        {
            (self.braces, self.count) = (braces, u64::BITS);
        }
    }

    fn last(&self) -> Option<u8> {
        let closing = if self.braces & 1 == 1 { b'}' } else { b']' };
        (self.count > 0).then_some(closing)
    }
}

/// How many characters of a string come before its end, an escape, or what may not stand in it.
fn plain_characters(text: &[u8]) -> usize {
    const WORD: usize = size_of::<u64>();
    let mut length = 0_usize;
    let mut rest = text;
    while let Some((word, behind)) = rest.split_first_chunk::<WORD>() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return length.wrapping_add(first_byte(special));
        }
        length = length.wrapping_add(WORD);
        rest = behind;
    }
    // Zeros, which may not stand in a string, fill up the last word.
    let mut word = [0; WORD];
    word.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
    length.wrapping_add(first_byte(special_bytes(u64::from_le_bytes(word))))
}

/// Marks, by its highest bit, the first of eight bytes that is a quote, a backslash or a control character; none if there
/// is none. Bytes behind the first may be marked, too.
fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    let each = |byte: u8| ONES.wrapping_mul(u64::from(byte));
    // What a byte less than `limit` borrows sets its highest bit, and may trouble those behind it.
    let less = |word: u64, limit: u8| word.wrapping_sub(each(limit));
    let quote = less(word ^ each(b'"'), 1);
    let backslash = less(word ^ each(b'\\'), 1);
    (quote | backslash | less(word, b' ')) & !word & each(0x80)
}

/// The first byte that [`special_bytes`] marks.
fn first_byte(special: u64) -> usize {
    (special.trailing_zeros() / u8::BITS) as usize
}
