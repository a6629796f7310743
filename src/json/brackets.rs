//! The stack of open brackets.

/// The closing brackets of the objects and arrays that are open: one bit for each, so that even a text of nothing but
/// brackets takes little memory.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    /// The innermost brackets, the last one in the lowest bit; a bit is set for a brace. `count` is their number.
    braces: u64,
    count: u32,
    /// The brackets around them, [`u64::BITS`] in each element.
    outer: Vec<u64>,
}

impl Brackets {
    pub(super) fn push(&mut self, closing: u8) {
        if self.count == u64::BITS {
            self.outer.push(self.braces);
            self.count = 0;
        }
        self.braces = self.braces.wrapping_shl(1) | u64::from(closing == b'}');
        self.count = self.count.wrapping_add(1);
    }

    pub(super) fn pop(&mut self) {
        self.braces = self.braces.wrapping_shr(1);
        self.count = self.count.saturating_sub(1);
        if self.count == 0
            && let Some(braces) = self.outer.pop()
        {
            (self.braces, self.count) = (braces, u64::BITS);
        }
    }

    pub(super) fn last(&self) -> Option<u8> {
        let closing = if self.braces & 1 == 1 { b'}' } else { b']' };
        (self.count > 0).then_some(closing)
    }
}
