//! Why a total differs from its sum, and why it may not be what is wrong, in English.

use super::slip::{clause, explain};
use crate::rules::{Applicability, CauseKind, Claim, Diagnosis, Doubt, Finding, LikelyCause};
use crate::text::excerpt;

/// Why a total differs from its sum, and how to correct it.
pub(crate) fn diagnosis(diagnosis: &Diagnosis, finding: &Finding) -> String {
    match diagnosis {
        Diagnosis::Alone { has_three_others, cause } => {
            let others = if *has_three_others { "other three totals" } else { "other totals" };
            alone(&format!("the {others} agree with the basket"), cause.as_ref(), finding)
        }
        Diagnosis::Caused(cause) => likely(cause),
        Diagnosis::SameAs(total) => format!("the cause is the same as for `{}`", total.path()),
    }
}

/// The most likely cause, and another one.
fn likely(cause: &LikelyCause) -> String {
    format!("{}{}", explain(&cause.first), alternative(cause))
}

fn alternative(cause: &LikelyCause) -> String {
    cause.alternative.as_ref().map(|other| format!("; or {}", explain(other))).unwrap_or_default()
}

/// The help for a single wrong total.
fn alone(others: &str, cause: Option<&LikelyCause>, finding: &Finding) -> String {
    let causes = cause.map(|cause| format!("; {}", likely(cause))).unwrap_or_default();
    match (finding.fix.as_ref().map(|fix| &fix.applicability), &finding.claim) {
        (Some(Applicability::Unsafe(reason)), _) => {
            let reason = doubt(reason);
            let is_said = |cause: &&LikelyCause| reason.contains(&clause(&cause.first));
            let causes = cause.filter(is_said).map_or(causes, alternative);
            format!("{others}, but {reason}{causes}")
        }
        (_, Claim::TotalDiffers { total, sum, .. }) => {
            format!("set `{}` to {sum}: {others}{causes}", total.path())
        }
        _ => format!("{others}{causes}"),
    }
}

/// Why a total may not be what is wrong, as a clause.
pub(crate) fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::OtherTotal(total) => {
            format!("`{}` differs from the basket as well, so the basket may be what is wrong", total.path())
        }
        Doubt::OtherTotalsUnreadable => {
            "not all of the other totals can be read, so they do not confirm the basket".to_owned()
        }
        Doubt::Basket(cause) => match cause.kind {
            CauseKind::MinorUnits(_) | CauseKind::ShiftedPoint(_) => {
                "the basket may be in the wrong unit".to_owned()
            }
            _ => format!("the basket may be what is wrong: {}", clause(cause)),
        },
        Doubt::ItemPrice(path) => format!("`{path}` is not confirmed by `unit_price` × `quantity`"),
        Doubt::Negative(path) => format!("`{path}` is below 0"),
        Doubt::DuplicateKey(name) => format!("`{name}` is there more than once"),
        Doubt::Misspelt(key) => format!("`{}` seems to be misspelt", excerpt(key, 40)),
        Doubt::TooManyDecimals(sum) => format!("the sum of {sum} has more decimals than the currency"),
        Doubt::TooFine(path) => format!("`{path}` has more decimals than the currency"),
        Doubt::Quoted => "the text in quotes may mean something else".to_owned(),
        Doubt::ZeroSum => "the sum is 0, and there would be nothing to pay".to_owned(),
    }
}
