//! Texts that remember which characters of a request they are made of, however often they are escaped.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{AddAssign, Range};

use serde_json::{Value, json};

/// A character's place in the request that it comes from: the request's number, and the offset in its text.
type Origin = (usize, usize);

/// A text with the origin of each character; `None` for those that are not part of a request.
#[derive(Clone, Default)]
pub(crate) struct Text(Vec<(char, Option<Origin>)>);

impl Text {
    /// The text of the request with this number.
    pub(crate) fn request(number: usize, text: &str) -> Self {
        Self(text.char_indices().map(|(at, c)| (c, Some((number, at)))).collect())
    }

    /// This text with each character written in another way. `write` gets the character and the next one.
    pub(crate) fn written(&self, mut write: impl FnMut(char, Option<char>) -> String) -> Self {
        let mut text = Self::default();
        for (n, (c, origin)) in self.0.iter().enumerate() {
            let next = self.0.get(n + 1).map(|(next, _)| *next);
            text.0.extend(write(*c, next).chars().map(|c| (c, *origin)));
        }
        text
    }

    /// This text with something inserted after some characters.
    pub(crate) fn inserted(&self, mut after: impl FnMut(char) -> &'static str) -> Self {
        let mut text = Self::default();
        for (c, origin) in &self.0 {
            text.0.push((*c, *origin));
            text += after(*c);
        }
        text
    }

    /// These texts with a separator between them.
    pub(crate) fn joined(texts: &[Self], separator: &str) -> Self {
        let mut all = Self::default();
        for (n, text) in texts.iter().enumerate() {
            all += if n == 0 { "" } else { separator };
            all += text;
        }
        all
    }

    /// Base64, in which each character belongs to up to two of the text.
    pub(crate) fn base64(&self) -> Self {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let bytes: Vec<(u8, Option<Origin>)> = self
            .0
            .iter()
            .flat_map(|(c, origin)| c.to_string().into_bytes().into_iter().map(|byte| (byte, *origin)))
            .collect();
        let mut text = Self::default();
        for group in bytes.chunks(3) {
            let at = |n: usize| group.get(n).map_or(0, |(byte, _)| u32::from(*byte));
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            for digit in 0..4 {
                let c = DIGITS[(bits >> (18 - 6 * digit) & 63) as usize] as char;
                let c = if digit > group.len() { '=' } else { c };
                text.0.push((c, group[digit.saturating_sub(1).min(group.len() - 1)].1));
            }
        }
        text
    }

    /// This text with a range of a request, and how it is written here, replaced.
    pub(crate) fn replaced(&self, request: usize, range: &Range<usize>, by: &str) -> Self {
        let (mut text, mut is_done) = (Self::default(), false);
        for (c, origin) in &self.0 {
            match *origin {
                Some((number, at)) if number == request && range.contains(&at) => {
                    if !is_done {
                        let by = by.char_indices().map(|(n, c)| (c, Some((request, range.start + n))));
                        text.0.extend(by);
                    }
                    is_done = true;
                }
                Some((number, at)) if number == request && at >= range.end => {
                    text.0.push((*c, Some((number, at - range.len() + by.len()))));
                }
                origin => text.0.push((*c, origin)),
            }
        }
        text
    }

    /// The characters from the first to the last of a request.
    pub(crate) fn around(&self, request: usize) -> String {
        let is_of =
            |(_, origin): &(char, Option<Origin>)| origin.is_some_and(|(number, _)| number == request);
        let (first, last) = (self.0.iter().position(is_of), self.0.iter().rposition(is_of));
        let (first, last) = first.zip(last).unwrap_or((1, 0));
        self.0.get(first..=last).unwrap_or_default().iter().map(|(c, _)| c).collect()
    }

    /// The places of a request's characters in this text.
    pub(crate) fn places(&self, request: usize) -> Places {
        let (mut places, mut at) = (BTreeMap::<usize, Range<usize>>::new(), 0);
        for (c, origin) in &self.0 {
            let end = at + c.len_utf8();
            if let Some((_, offset)) = origin.filter(|(number, _)| *number == request) {
                places.entry(offset).or_insert(at..end).end = end;
            }
            at = end;
        }
        Places { outer: self.to_string(), places }
    }
}

impl AddAssign<&str> for Text {
    fn add_assign(&mut self, text: &str) {
        self.0.extend(text.chars().map(|c| (c, None)));
    }
}

impl AddAssign<String> for Text {
    fn add_assign(&mut self, text: String) {
        *self += &*text;
    }
}

impl AddAssign<&Text> for Text {
    fn add_assign(&mut self, text: &Text) {
        self.0.extend_from_slice(&text.0);
    }
}

impl AddAssign<Text> for Text {
    fn add_assign(&mut self, text: Text) {
        self.0.extend(text.0);
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(c, _)| fmt::Write::write_char(f, *c))
    }
}

/// Strings and texts, one after the other.
macro_rules! text {
    ($($part:expr),* $(,)?) => {{
        let mut text = $crate::find::text::Text::default();
        $(text += $part;)*
        text
    }};
}
pub(crate) use text;

/// Where the characters of a request are in an outer text.
pub(crate) struct Places {
    outer: String,
    /// By the offset in the request: the bytes of the outer text that a character is written with.
    places: BTreeMap<usize, Range<usize>>,
}

impl Places {
    /// The range of bytes of the outer text that are a range of the request.
    pub(crate) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let first = self.places.range(start..).next().expect("a character of the request").1;
        let last = self.places.range(..end).next_back().map_or(first.start, |(_, last)| last.end);
        first.start..last.max(first.start)
    }

    /// Line and column of an offset, by counting.
    fn position(&self, byte: usize) -> Value {
        let before = &self.outer[..byte];
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
        json!({"line": line, "column": column, "byte": byte})
    }

    /// A finding of the request alone, with each span moved to its place in the outer text.
    pub(crate) fn moved(&self, value: &Value) -> Value {
        let byte = |end: &str| value.get(end)?.get("byte")?.as_u64().map(|byte| byte as usize);
        if let (Some(start), Some(end)) = (byte("start"), byte("end")) {
            let range = self.range(start, end);
            return json!({"start": self.position(range.start), "end": self.position(range.end)});
        }
        match value {
            Value::Array(elements) => elements.iter().map(|element| self.moved(element)).collect(),
            Value::Object(members) => {
                let members = members.iter().map(|(key, member)| (key.clone(), self.moved(member)));
                Value::Object(members.collect())
            }
            _ => value.clone(),
        }
    }
}
