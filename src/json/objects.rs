//! The objects of a text that is not JSON as a whole: what a strict reader has read before it fails is still JSON.

use super::Span;
use super::brackets::OpenBrackets;
use super::cursor::Cursor;

/// What a strict reader has read of a value, up to its end or to the first error.
#[derive(Debug)]
pub(crate) struct Objects<F> {
    /// Whether an object that begins at an offset is wanted.
    is_wanted: F,
    /// The open brackets: their closing brackets and their starts.
    open: Vec<(u8, usize)>,
    /// The wanted objects that are closed, in order, without those in a closed object or array.
    pub(crate) closed: Vec<Span>,
    /// Where reading ended.
    pub(crate) end: usize,
}

impl<F: Fn(usize) -> bool> Objects<F> {
    /// Reads the value at the offset `start` of `text`.
    ///
    /// Each object in it that is not closed cannot be read from its own start either, and no other value begins before
    /// `end` outside a string. So a search for objects continues at `end`, and takes linear time.
    pub(crate) fn read(text: &str, start: usize, is_wanted: F) -> Self {
        let mut objects = Self { is_wanted, open: Vec::new(), closed: Vec::new(), end: start };
        let mut cursor = Cursor::new_at(text, start);
        let _is_valid = cursor.skip_value_in(&mut objects);
        objects.end = cursor.at();
        objects
    }

    /// The starts of the wanted objects that are not closed, in order.
    pub(crate) fn unclosed(&self) -> impl Iterator<Item = usize> {
        let open = self.open.iter().filter(|(closing, _)| *closing == b'}');
        open.map(|(_, start)| *start).filter(|start| (self.is_wanted)(*start))
    }
}

impl<F: Fn(usize) -> bool> OpenBrackets for Objects<F> {
    fn push(&mut self, closing: u8, start: usize) {
        self.open.push((closing, start));
    }

    fn pop(&mut self, end: usize) {
        let Some((closing, start)) = self.open.pop() else { return };
        while self.closed.pop_if(|inner| inner.start > start).is_some() {}
        if closing == b'}' && (self.is_wanted)(start) {
            self.closed.push(Span { start, end });
        }
    }

    fn last(&self) -> Option<u8> {
        self.open.last().map(|(closing, _)| *closing)
    }
}

/// Whether an object has all of these keys itself.
pub(crate) fn has_keys(object: &str, keys: &[&str]) -> bool {
    let mut cursor = Cursor::new(object);
    let (mut found, mut count) = (vec![false; keys.len()], 0);
    cursor.eat(b'{');
    while cursor.next_element(count, b'}') == Some(true) {
        let Some(key) = cursor.key().and_then(|key| cursor.cut(key)) else { break };
        let key = super::decode_key(key);
        let places = found.iter_mut().zip(keys);
        places.filter(|(_, name)| name.as_bytes() == &*key).for_each(|(is_found, _)| *is_found = true);
        if cursor.skip_value().is_none() {
            break;
        }
        count = 1;
    }
    found.iter().all(|is_found| *is_found)
}
