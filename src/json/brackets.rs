//! The brackets that are open at a place in a text.

/// The brackets that close what is open: a bit for each, so that a text of brackets alone takes little memory.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    /// The last ones, the very last lowest, and how many they are.
    braces: u64,
    count: u32,
    /// Those before them, [`u64::BITS`] at a time.
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
