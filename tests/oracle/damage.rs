//! Damage to one place of a stream, of every kind that logs and pipes suffer.

use super::dice::Dice;

/// A kind of damage. It changes the text of one request, or adds a text before it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Damage {
    /// These bytes on a line of their own, before the request.
    LineBefore(&'static [u8]),
    /// These bytes directly before the request.
    Before(&'static [u8]),
    /// These bytes directly after the request.
    After(&'static [u8]),
    /// The request ends at any byte.
    Cut,
    /// The request ends after any of these bytes.
    CutAfter(u8),
    /// The request begins at any byte.
    Beheaded,
    /// Any byte is missing.
    Without,
    /// One of these bytes is missing.
    WithoutOne(u8),
    /// This byte is inserted anywhere.
    Insert(u8),
    /// Any byte is replaced by this one.
    Replace(u8),
    /// Two bytes are exchanged.
    Swap,
    /// Any range is missing.
    WithoutRange,
    /// Any range is there twice.
    RangeTwice,
    /// Every one of these bytes is replaced.
    ReplaceAll(u8, u8),
    /// The line break after the request is missing.
    LineBreakLost,
    /// The request is there twice, without a line break.
    RunTogether,
    /// The closing brackets at its end are missing.
    NotClosed,
}

/// Every kind of damage.
pub(crate) const DAMAGES: [Damage; 66] = [
    Damage::LineBefore(b"[WARN starting"),
    Damage::LineBefore(b"[a,b"),
    Damage::LineBefore(b"[2026-11-23 10:00:01] INFO started"),
    Damage::LineBefore(b"2026-11-23 10:00:01 INFO {\"id\":1}"),
    Damage::LineBefore(b"["),
    Damage::LineBefore(b"[[{"),
    Damage::LineBefore(b"[{\"a\":1},"),
    Damage::LineBefore(b"[{\"a\":1}"),
    Damage::LineBefore(b"[{\"a\":"),
    Damage::LineBefore(b"]"),
    Damage::LineBefore(b"{"),
    Damage::LineBefore(b"{\"a\":"),
    Damage::LineBefore(b"{\"a\":["),
    Damage::LineBefore(b"{\"a\":[1,"),
    Damage::LineBefore(b"{\"a\":{\"b\":[[1],"),
    Damage::LineBefore(b"{\"a\":\"b"),
    Damage::LineBefore(b"{\"a\":{},"),
    Damage::LineBefore(b"  {\"a\":\n  ["),
    Damage::LineBefore(b"{\n  \"a\": [\n    {"),
    Damage::LineBefore(b"{\n  \"a\": ["),
    Damage::LineBefore(b"}"),
    Damage::LineBefore(b"\""),
    Damage::LineBefore(b","),
    Damage::LineBefore(b":"),
    Damage::LineBefore(b"// a comment"),
    Damage::LineBefore(b"\xff\xfe"),
    Damage::LineBefore(b"\xfe\xff{\"a\":"),
    Damage::LineBefore(b"{\0"),
    Damage::LineBefore(b"\0{\0\"\0a\0"),
    Damage::LineBefore(b"\xff\xfe{\0\"\0a\0\"\0:\x001\0}\0\n\0{\0"),
    Damage::LineBefore(b"\x7fELF\x02\x01\0\0[\xff\xd8\xff"),
    Damage::LineBefore(b"\xef\xbb\xbf"),
    Damage::LineBefore(b"\r"),
    Damage::LineBefore(b"curl https://shop.example -d '{"),
    Damage::LineBefore(b"POST / HTTP/1.1\r\nHost: shop.example\r\n\r"),
    Damage::LineBefore(b"<!DOCTYPE html>"),
    Damage::LineBefore(b"# Orders\n\n```json"),
    Damage::LineBefore(b"<?php $order = '"),
    Damage::LineBefore(b"orders:\n  -"),
    Damage::LineBefore(b"const orders = ["),
    Damage::LineBefore(b"\x89PNG\r\n\x1a\n"),
    Damage::LineBefore(b"\x01\x02\x03\xfe\n\x04\x05"),
    Damage::Before(b"["),
    Damage::Before(b"{"),
    Damage::Before(b"{\"a\":"),
    Damage::Before(b"INFO "),
    Damage::After(b","),
    Damage::After(b"]"),
    Damage::After(b"}"),
    Damage::After(b"\0"),
    Damage::After(b" # ok"),
    Damage::Cut,
    Damage::CutAfter(b','),
    Damage::CutAfter(b'['),
    Damage::CutAfter(b':'),
    Damage::Beheaded,
    Damage::Without,
    Damage::WithoutOne(b'"'),
    Damage::WithoutOne(b','),
    Damage::Swap,
    Damage::WithoutRange,
    Damage::RangeTwice,
    Damage::ReplaceAll(b'"', b'\''),
    Damage::LineBreakLost,
    Damage::RunTogether,
    Damage::NotClosed,
];

/// Bytes to insert, or to replace another one.
const BYTES: &[u8] = b"{}[]\",:\\\n\r\t \0\x1b\xff1-e";

impl Damage {
    /// Damages the request, and the line break after it.
    pub(crate) fn apply(self, text: &mut Vec<u8>, line_break: &mut Vec<u8>, dice: &mut Dice) {
        let at = dice.roll(text.len());
        let other = dice.roll(text.len());
        let range = at.min(other)..at.max(other);
        match self {
            Self::LineBefore(line) => drop(text.splice(0..0, [line, b"\n"].concat())),
            Self::Before(bytes) => drop(text.splice(0..0, bytes.iter().copied())),
            Self::After(bytes) => text.extend(bytes),
            Self::Cut => text.truncate(1 + at),
            Self::CutAfter(byte) => text.truncate(1 + any_of(byte, text, dice)),
            Self::Beheaded => drop(text.drain(..at)),
            Self::Without => drop(text.remove(at)),
            Self::WithoutOne(byte) => drop(text.remove(any_of(byte, text, dice))),
            Self::Insert(byte) => text.insert(at, byte),
            Self::Replace(byte) => text[at] = byte,
            Self::Swap => text.swap(at, other),
            Self::WithoutRange => drop(text.drain(range)),
            Self::RangeTwice => drop(text.splice(at..at, text[range].to_vec())),
            Self::ReplaceAll(from, to) => {
                text.iter_mut().filter(|byte| **byte == from).for_each(|byte| *byte = to);
            }
            Self::LineBreakLost => line_break.clear(),
            Self::RunTogether => text.extend_from_within(..),
            Self::NotClosed => while text.pop_if(|byte| b"}] \n".contains(byte)).is_some() {},
        }
    }

    /// Any kind of damage.
    pub(crate) fn any(dice: &mut Dice) -> Self {
        match DAMAGES.get(dice.roll(DAMAGES.len() + 2 * BYTES.len())) {
            Some(damage) => *damage,
            None if dice.one_in(2) => Self::Insert(BYTES[dice.roll(BYTES.len())]),
            None => Self::Replace(BYTES[dice.roll(BYTES.len())]),
        }
    }
}

/// The offset of any of these bytes in the text.
fn any_of(byte: u8, text: &[u8], dice: &mut Dice) -> usize {
    let all: Vec<_> =
        text.iter().enumerate().filter(|(_, other)| **other == byte).map(|(at, _)| at).collect();
    all[dice.roll(all.len())]
}

/// The same JSON, indented.
pub(crate) fn pretty(json: &str, indent: &str) -> String {
    let (mut text, mut depth, mut in_string, mut escaped) = (String::new(), 0, false, false);
    let mut last = ' ';
    for c in json.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            text.push(c);
        } else if !c.is_ascii_whitespace() {
            depth -= usize::from(matches!(c, '}' | ']'));
            if matches!(last, '{' | '[' | ',') || matches!(c, '}' | ']') {
                text.push('\n');
                text += &indent.repeat(depth);
            }
            depth += usize::from(matches!(c, '{' | '['));
            in_string = c == '"';
            text.push(c);
            if c == ':' {
                text.push(' ');
            }
        }
        last = if in_string { '"' } else { c };
    }
    text
}
