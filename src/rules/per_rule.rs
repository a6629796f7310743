//! A value for each rule, by the rule's index in the registry.

use super::{RULES, Rule};

/// A value for each rule, in the order of [`RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerRule<T>([T; RULES.len()]);

#[expect(clippy::indexing_slicing, reason = "the array is as long as the registry")]
impl<T> PerRule<T> {
    /// The value that `value` returns for each rule.
    pub fn from_fn(mut value: impl FnMut(&'static Rule) -> T) -> Self {
        Self(std::array::from_fn(|index| value(RULES[index])))
    }

    /// The value of a rule.
    pub fn get(&self, rule: &Rule) -> &T {
        &self.0[rule.index()]
    }

    /// The value of a rule, to be changed.
    pub fn get_mut(&mut self, rule: &Rule) -> &mut T {
        &mut self.0[rule.index()]
    }

    /// Each rule with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Rule, &T)> {
        RULES.iter().copied().zip(&self.0)
    }
}

impl PerRule<u64> {
    /// Adds other counts.
    pub fn add(&mut self, other: &Self) {
        for (count, by) in self.0.iter_mut().zip(&other.0) {
            *count += by;
        }
    }

    /// The sum of the counts.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

impl<T: Default> Default for PerRule<T> {
    fn default() -> Self {
        Self::from_fn(|_| T::default())
    }
}

impl Rule {
    /// The rule's index in [`RULES`].
    #[expect(clippy::expect_used, reason = "a rule's module is declared by the macro that lists it")]
    pub fn index(&self) -> usize {
        RULES.iter().position(|rule| std::ptr::eq(*rule, self)).expect("every rule is in the registry")
    }
}
