//! The stack of open brackets.

/// The open brackets of a value while it is read.
pub(crate) trait OpenBrackets {
    /// Adds a bracket, which begins at an offset and ends with `closing`.
    fn push(&mut self, closing: u8, start: usize);
    /// Removes the last bracket, which ends before an offset.
    fn pop(&mut self, end: usize);
    /// The closing bracket of the last one.
    fn last(&self) -> Option<u8>;
    /// Notes a key of the last one, without its quotes.
    fn key(&mut self, _: &str) {}
}

/// The closing brackets of the objects and arrays that are open: one bit for each, so that even a text of nothing but
/// brackets takes little memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Brackets {
    /// The innermost brackets, the last one in the lowest bit; a bit is set for a brace. `count` is their number.
    braces: u64,
    count: u32,
    /// The brackets around them, [`u64::BITS`] in each element.
    outer: Vec<u64>,
}

impl Brackets {
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(crate) fn push(&mut self, closing: u8) {
        if self.count == u64::BITS {
            self.outer.push(self.braces);
            self.count = 0;
        }
        self.braces = self.braces.wrapping_shl(1) | u64::from(closing == b'}');
        self.count = self.count.wrapping_add(1);
    }

    /// Removes the last bracket, and returns it.
    pub(crate) fn pop(&mut self) -> Option<u8> {
        let last = self.last();
        self.braces = self.braces.wrapping_shr(1);
        self.count = self.count.saturating_sub(1);
        if self.count == 0
            && let Some(braces) = self.outer.pop()
        {
            (self.braces, self.count) = (braces, u64::BITS);
        }
        last
    }

    pub(crate) fn last(&self) -> Option<u8> {
        let closing = if self.braces & 1 == 1 { b'}' } else { b']' };
        (self.count > 0).then_some(closing)
    }
}

impl OpenBrackets for Brackets {
    fn push(&mut self, closing: u8, _: usize) {
        self.push(closing);
    }

    fn pop(&mut self, _: usize) {
        self.pop();
    }

    fn last(&self) -> Option<u8> {
        self.last()
    }
}
