//! The objects of a text, as far as a strict reader can read it.

use crate::json::{Brackets, Cursor, OpenBrackets, Span, decode_key};

/// The keys that a request has.
const KEYS: [&str; 2] = ["amount", "basket"];

/// Which of the [`KEYS`] an object has itself.
type Has = [Key; KEYS.len()];

/// How an object has a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Not at all.
    #[default]
    Missing,
    /// With other letters in upper case.
    Similar,
    /// As it is.
    Exact,
}

/// What a strict reader has read of an object, up to its end or to the first error.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The open brackets, and of those that are objects, where they begin and what they have.
    open: Brackets,
    objects: Vec<(usize, Has)>,
    /// Where objects begin, in order.
    pub(super) starts: Vec<usize>,
    /// The objects that are closed and are requests, in order, without those in others.
    pub(super) requests: Vec<Span>,
    /// The objects that are closed and have only one of the keys, or both with other letters in upper case, in order,
    /// without those in others, in requests, and in an object with one of the keys that is not closed.
    pub(super) halves: Vec<Span>,
    /// Where reading has ended.
    pub(super) end: usize,
    /// Whether the object is read to its end.
    pub(super) is_complete: bool,
    /// Whether more text could continue the object.
    pub(super) is_open: bool,
}

impl Walk {
    /// Reads the object at the offset `start` of `text`.
    pub(super) fn new(text: &str, start: usize) -> Self {
        let (mut walk, mut cursor) = (Self::default(), Cursor::new_at(text, start));
        walk.is_complete = cursor.skip_value_in(&mut walk).is_some();
        let unclosed =
            walk.objects.iter().find(|(_, has)| has.contains(&Key::Exact)).map(|(start, _)| *start);
        walk.halves.retain(|half| unclosed.is_none_or(|unclosed| half.start < unclosed));
        walk.end = cursor.at().max(start + 1);
        let rest = text.as_bytes().get(walk.end..).unwrap_or_default();
        let may_continue =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-' | b'\\');
        walk.is_open = !walk.is_complete && rest.iter().all(may_continue);
        walk
    }

    /// Where the objects begin that are not closed.
    pub(super) fn unclosed(&self) -> impl Iterator<Item = usize> {
        self.objects.iter().map(|(start, _)| *start)
    }

    /// Whether the `{` at an offset is known: it begins an object that is read, or is in a string of a valid object.
    pub(super) fn knows(&self, brace: usize) -> bool {
        let is_read = || self.is_in_request(brace) || self.starts.binary_search(&brace).is_ok();
        brace < self.end && (self.is_complete || is_read())
    }

    /// Whether an offset is in a request.
    pub(super) fn is_in_request(&self, at: usize) -> bool {
        let next = self.requests.partition_point(|request| request.start <= at);
        next.checked_sub(1).and_then(|last| self.requests.get(last)).is_some_and(|request| at < request.end)
    }
}

impl OpenBrackets for Walk {
    fn push(&mut self, closing: u8, start: usize) {
        self.open.push(closing);
        if closing == b'}' {
            self.starts.push(start);
            self.objects.push((start, Has::default()));
        }
    }

    fn pop(&mut self, end: usize) {
        let object = (self.open.pop() == Some(b'}')).then(|| self.objects.pop()).flatten();
        let Some((start, has)) = object else { return };
        if !has.contains(&Key::Exact) && has.contains(&Key::Missing) {
            return;
        }
        while self.halves.pop_if(|inner| inner.start > start).is_some() {}
        if has != [Key::Exact; KEYS.len()] {
            return self.halves.push(Span { start, end });
        }
        while self.requests.pop_if(|inner| inner.start > start).is_some() {}
        self.requests.push(Span { start, end });
    }

    fn last(&self) -> Option<u8> {
        self.open.last()
    }

    fn key(&mut self, key: &str) {
        let key = decode_key(key);
        if let Some((_, has)) = self.objects.last_mut() {
            for (name, has) in
                KEYS.iter().zip(has).filter(|(name, _)| name.as_bytes().eq_ignore_ascii_case(&key))
            {
                *has = (*has).max(if name.as_bytes() == &*key { Key::Exact } else { Key::Similar });
            }
        }
    }
}
