//! Which findings of a request are one diagnostic: those with one cause, and a mistake that was made at several places.

use crate::json::Kind;
use crate::request::{Path, Place, totals::Declared};
use crate::rules::{Blame, Cause, CauseName, Claim, Finding, MissingParameter, ParameterFault};

/// Findings that are one diagnostic.
#[derive(Debug)]
pub(crate) struct Group<'r, 'a> {
    /// What has to be corrected first.
    pub(crate) root: &'r Finding<'a>,
    /// The mistake, if it was made at several places.
    pub(crate) mistake: Option<Mistake<'a>>,
    /// The same mistake at the other places.
    pub(crate) same: Vec<&'r Finding<'a>>,
    /// What else has the same cause. These groups have no others.
    pub(crate) others: Vec<Group<'r, 'a>>,
}

/// A mistake that findings of one rule may have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mistake<'a> {
    /// Keys that differ from the field that is meant only by case and separators: `totalAmount`.
    Spelling,
    /// One misspelt key, in objects of one kind.
    Misspelt { place: Place, key: &'a str, meant: &'static str },
    /// Fields that are missing from objects of one kind.
    Missing { place: Place },
    /// Values of one type where another is wanted.
    WrongType { wanted: Kind, found: Kind },
    /// Amounts with more decimals than the currency; with noise, they are results of binary floating point.
    Decimals { is_noise: bool },
    /// Items whose `price` is not `unit_price` × `quantity`.
    LinePrice,
    /// Discounts below 0.
    NegativeDiscount,
    /// Other amounts below 0.
    NegativeAmount,
    /// A field that is more than once in objects of one kind.
    Duplicate { place: Place, name: &'a str },
    /// Totals of 0 in the basket of a free product.
    NothingToPay,
    /// Parameters that are not valid for one reason.
    Parameter(ParameterFault),
}

impl<'a> Mistake<'a> {
    /// The mistake of a finding, if it is of a kind that is often made at several places.
    fn of(finding: &Finding<'a>) -> Option<Self> {
        Some(match &finding.claim {
            Claim::Misspelt { key, meant } if is_respelt(key, meant) => Self::Spelling,
            Claim::Misspelt { key, meant } => {
                Self::Misspelt { place: first(finding.path?.place), key, meant }
            }
            Claim::MissingField { .. } => Self::Missing { place: first(finding.path?.place) },
            Claim::WrongType { wanted, value } => Self::WrongType { wanted: *wanted, found: Kind::of(value) },
            Claim::TooManyDecimals { meant, .. } => Self::Decimals { is_noise: meant.is_some() },
            Claim::LinePrice { .. } => Self::LinePrice,
            Claim::Negative { discount: Some(_), .. } => Self::NegativeDiscount,
            Claim::Negative { .. } => Self::NegativeAmount,
            Claim::DuplicateKey => {
                let path = finding.path?;
                Self::Duplicate { place: first(path.place), name: path.field? }
            }
            Claim::NothingToPay(_) => Self::NothingToPay,
            Claim::InvalidParameter { fault, .. } => Self::Parameter(fault.clone()),
            _ => return None,
        })
    }

    /// Whether the mistake is what the cause speaks of, at all of its places.
    fn is_part_of(&self, cause: &Cause) -> bool {
        match (self, cause.kind.name()) {
            (
                Self::LinePrice,
                CauseName::ItemPrice | CauseName::PriceOfOnePiece | CauseName::ElementMinorUnits,
            ) => cause.kind.root().is_none(),
            (Self::NegativeDiscount, CauseName::NegativeDiscounts)
            | (Self::Decimals { is_noise: false }, CauseName::Rounding) => true,
            _ => false,
        }
    }
}

/// What the findings of a group have in common.
#[derive(PartialEq, Eq)]
enum Common<'a> {
    /// The total whose finding describes the cause of all.
    Cause(Declared),
    /// Totals are the results of binary floating point, each of its own calculation.
    BinaryFloats,
    Mistake(Mistake<'a>),
}

impl<'r, 'a> Group<'r, 'a> {
    fn of(common: &Common<'a>, mut findings: Vec<&'r Finding<'a>>) -> Option<Self> {
        let is_root = |finding: &&Finding<'a>| match common {
            Common::Cause(_) => finding.total().is_none(),
            Common::BinaryFloats => finding.total().is_some(),
            Common::Mistake(mistake) => Mistake::of(finding).as_ref() == Some(mistake),
        };
        let root = findings.iter().position(is_root).unwrap_or_default();
        findings.get_mut(..=root)?.rotate_right(1);
        let mut groups: Vec<Self> = Vec::new();
        for finding in findings {
            let mistake = Mistake::of(finding);
            match groups.iter_mut().find(|group| mistake.is_some() && group.mistake == mistake) {
                Some(group) => group.same.push(finding),
                None => groups.push(Self { root: finding, mistake, same: Vec::new(), others: Vec::new() }),
            }
        }
        for group in groups.iter_mut().filter(|group| group.same.is_empty()) {
            group.mistake = None;
        }
        let others = groups.split_off(1);
        groups.pop().map(|first| Self { others, ..first })
    }

    /// All of its findings, the root first.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &'r Finding<'a>> {
        [self].into_iter().chain(&self.others).flat_map(Self::same_mistake)
    }

    /// The findings with its own mistake.
    pub(crate) fn same_mistake(&self) -> impl Iterator<Item = &'r Finding<'a>> {
        [self.root].into_iter().chain(self.same.iter().copied())
    }

    /// The finding that describes the cause of all; the root if no cause is known.
    pub(crate) fn describing(&self) -> &'r Finding<'a> {
        self.findings().find(|finding| cause_of(finding).is_some()).unwrap_or(self.root)
    }

    /// The cause of all, if it is known.
    pub(crate) fn cause(&self) -> Option<&'r Cause<'a>> {
        cause_of(self.describing())
    }

    /// Whether the basket has to be corrected rather than the totals, as far as is known.
    pub(crate) fn is_basket_wrong(&self) -> bool {
        !is_about_one_of(&Declared::ALL, self.root)
            || cause_of(self.describing()).is_some_and(|cause| cause.kind.blame() != Blame::Totals)
            || self.findings().all(|finding| finding.fix.is_none())
    }

    /// How many places have the mistake, with those that are not kept.
    pub(crate) fn places(&self) -> u64 {
        self.root.count() + self.same.iter().map(|finding| finding.count()).sum::<u64>()
    }
}

/// The findings as diagnostics, in the order of their first findings. There are at most 1,000 findings of a rule, so it
/// takes limited time to compare all of them.
pub(crate) fn group<'r, 'a: 'r>(findings: impl Iterator<Item = &'r Finding<'a>>) -> Vec<Group<'r, 'a>> {
    let findings: Vec<_> = findings.collect();
    let totals: Vec<_> = findings.iter().copied().filter(|finding| finding.total().is_some()).collect();
    let mut groups: Vec<(Option<Common>, Vec<&Finding>)> = Vec::new();
    for finding in &findings {
        let common = common(finding, &totals, &findings);
        match groups.iter_mut().find(|(other, _)| common.is_some() && *other == common) {
            Some((_, group)) => group.push(finding),
            None => groups.push((common, vec![finding])),
        }
    }
    let group = |(common, findings): (Option<Common<'a>>, Vec<&'r Finding<'a>>)| match common {
        Some(common) => Group::of(&common, findings),
        None => findings.first().map(|root| Group { root, mistake: None, same: vec![], others: vec![] }),
    };
    groups.into_iter().filter_map(group).collect()
}

/// What a finding has in common with others. `totals` are the findings about declared totals.
fn common<'a>(
    finding: &Finding<'a>,
    totals: &[&Finding<'a>],
    findings: &[&Finding<'a>],
) -> Option<Common<'a>> {
    let mistake = Mistake::of(finding);
    let explaining = totals.iter().find(|total| {
        cause_of(total).is_some_and(|cause| {
            mistake.as_ref().is_some_and(|mistake| mistake.is_part_of(cause))
                || (is_about_one_of(&cause.totals, finding) && is_shown_by(cause, finding))
        })
    });
    if explaining.is_some_and(|total| has_binary_floats(total)) {
        return Some(Common::BinaryFloats);
    }
    if let Some(total) = finding.cause_at().or(explaining.and_then(|total| total.total())) {
        return Some(Common::Cause(total));
    }
    let misspelt = match (&finding.claim, finding.path) {
        (Claim::MissingField { .. }, Some(path)) => misspelling(path, findings),
        (Claim::MissingParameters(missing), _) => {
            let find = |name: &&'static str| misspelling(Path::of(Place::Request, name), findings);
            let explained = missing.iter().map(|MissingParameter { names, alternative }| {
                let names = || names.iter().map(find).collect::<Option<Vec<_>>>()?.into_iter().next();
                alternative.as_ref().and_then(find).or_else(names)
            });
            // It is about more than misspelt keys, unless there is one for each of its parameters.
            explained.collect::<Option<Vec<_>>>().and_then(|keys| keys.into_iter().next())
        }
        _ => None,
    };
    misspelt.and_then(Mistake::of).or(mistake).map(Common::Mistake)
}

/// The cause that a finding describes.
fn cause_of<'f, 'a>(finding: &'f Finding<'a>) -> Option<&'f Cause<'a>> {
    finding.diagnosis.as_ref().and_then(|diagnosis| diagnosis.cause())
}

/// Whether a total is the result of binary floating point.
fn has_binary_floats(total: &Finding) -> bool {
    cause_of(total).is_some_and(|cause| cause.kind.name() == CauseName::BinaryFloats)
}

/// Whether a finding about a total says what its cause says too: that it has the rounding error of binary floating point, or a
/// wrong sign.
fn is_shown_by(cause: &Cause, finding: &Finding) -> bool {
    matches!(
        (&finding.claim, cause.kind.name()),
        (Claim::TotalDiffers { .. } | Claim::TooManyDecimals { meant: Some(_), .. }, CauseName::BinaryFloats)
            | (Claim::Negative { .. }, CauseName::WrongSign)
    )
}

/// Whether a finding is about the field of one of these totals.
fn is_about_one_of(totals: &[Declared], finding: &Finding) -> bool {
    totals.iter().any(|total| Some(total.path()) == finding.path)
}

/// The finding about the key that is meant to be the missing field at `path`.
fn misspelling<'r, 'a>(path: Path, findings: &[&'r Finding<'a>]) -> Option<&'r Finding<'a>> {
    let is_it = |finding: &&Finding| match finding.claim {
        Claim::Misspelt { meant, .. } => {
            Some(meant) == path.field && finding.path.is_some_and(|key| key.place == path.place)
        }
        _ => false,
    };
    findings.iter().copied().find(|finding| is_it(finding))
}

/// Whether a key differs from a name only by case and separators.
pub(crate) fn is_respelt(key: &str, name: &str) -> bool {
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    letters(key).eq_ignore_ascii_case(&letters(name))
}

/// The first object of the kind of the one at `place`.
fn first(place: Place) -> Place {
    match place {
        Place::Item(_) => Place::Item(0),
        Place::Discount(_) => Place::Discount(0),
        other => other,
    }
}
