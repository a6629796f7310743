//! The requests and findings of a run, counted.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::Diagnosis;
use super::cause_data::CauseName;
use super::finding::{Finding, Severity};
use super::per_rule::PerRule;
use crate::input::Unchecked;

/// The numbers of requests and findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Requests seen.
    pub requests: u64,
    /// Requests with at least one error.
    pub with_errors: u64,
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// How many findings of each rule are left out, because it is allowed.
    pub allowed: PerRule<u64>,
    /// Errors that are expected.
    pub expected: u64,
    /// How often each rule found something.
    pub rules: PerRule<u64>,
    /// How many requests have each cause, by its name.
    pub causes: BTreeMap<CauseName, u64>,
    /// What fixes could do.
    pub fixable: Fixable,
    /// Files of folders that were searched and have no request.
    pub without_request: u64,
    /// What a search has found besides requests.
    pub unchecked: Unchecked,
    /// The input of the first of these places.
    pub unchecked_in: Option<String>,
}

/// Declared totals that differ from their sums, and numbers in quotes, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fixable {
    /// All totals that differ from their sums.
    pub totals: u64,
    /// Those that `--fix` sets.
    pub safe: u64,
    /// Those that only `--unsafe-fixes` sets.
    pub in_doubt: u64,
    /// Numbers in quotes that only `--unsafe-fixes` writes as numbers.
    pub quoted: u64,
}

impl Fixable {
    /// Adds the numbers of other requests.
    pub fn add(&mut self, other: Self) {
        self.totals += other.totals;
        self.safe += other.safe;
        self.in_doubt += other.in_doubt;
        self.quoted += other.quoted;
    }
}

/// Fixes that were made, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// Totals that were set.
    pub totals: u64,
    /// Numbers in quotes that were written as numbers.
    pub quoted: u64,
}

impl Fixed {
    /// Adds other fixes.
    pub fn add(&mut self, other: Self) {
        self.totals += other.totals;
        self.quoted += other.quoted;
    }

    /// How many fixes these are.
    pub fn all(self) -> u64 {
        self.totals + self.quoted
    }
}

impl Tally {
    /// Counts the findings of a request, how many more there were of each rule that are allowed, and what can be
    /// fixed.
    pub(crate) fn add(&mut self, findings: &[Finding], allowed: &PerRule<u64>, fixable: Fixable) {
        let (errors, mut causes) = (self.errors, Vec::new());
        for finding in findings {
            let count = finding.count();
            match finding.severity {
                _ if finding.is_expected => {
                    self.expected += count;
                    continue;
                }
                Severity::Error => self.errors += count,
                Severity::Warning => self.warnings += count,
            }
            *self.rules.get_mut(finding.rule) += count;
            causes.extend(finding.diagnosis.as_ref().and_then(Diagnosis::cause));
        }
        self.with_errors += u64::from(self.errors > errors);
        // There is at most one for each of the four totals.
        let causes: BTreeSet<CauseName> = causes.into_iter().map(|cause| cause.kind.name()).collect();
        for cause in causes {
            *self.causes.entry(cause).or_default() += 1;
        }
        self.allowed.add(allowed);
        self.fixable.add(fixable);
    }

    /// Adds the numbers of other requests.
    pub fn merge(&mut self, other: &Self) {
        self.requests += other.requests;
        self.with_errors += other.with_errors;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.allowed.add(&other.allowed);
        self.expected += other.expected;
        self.rules.add(&other.rules);
        for (cause, count) in &other.causes {
            *self.causes.entry(*cause).or_default() += count;
        }
        self.fixable.add(other.fixable);
        self.without_request += other.without_request;
        self.unchecked.add(other.unchecked);
        self.unchecked_in = self.unchecked_in.take().or_else(|| other.unchecked_in.clone());
    }
}
