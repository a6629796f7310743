//! What the linter says of a riddle, compared with what is true of it.

use hpplint::render::Words;
use hpplint::rules::finding::Finding;
use hpplint::rules::{Cause, Diagnosis, LikelyCause};

use super::exact::parse;
use super::order::About;
use super::riddle::Riddle;
use crate::support::findings;

/// How the cause is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// As the first cause.
    First,
    /// As the alternative.
    Or,
    Not,
}

/// What is wrong with an answer, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// A safe fix does not lead to the right request.
    FalseSafe,
    /// There is a fix of a total where only the lists are wrong.
    FalseFix,
    /// A near miss gets the name.
    NearNamed,
    /// A first cause is not true.
    FalseCause,
    /// A deviation without a cause gets one, even if its numbers are true by chance. That the lists are not what the totals
    /// agree on, or that both nets have a surplus, is true whatever the reason.
    Chance,
    /// Another element or rate is named than the only one that it can be, or another field is shown as what has to be corrected.
    FalseElement,
    /// An alternative is not true.
    FalseAlternative,
    /// The name is missing, though no other mistake explains the totals.
    NotNamed,
}

impl Fault {
    /// All, in order.
    pub(super) const ALL: [Self; 8] = [
        Self::FalseSafe,
        Self::FalseFix,
        Self::NearNamed,
        Self::FalseCause,
        Self::Chance,
        Self::FalseElement,
        Self::FalseAlternative,
        Self::NotNamed,
    ];
}

/// What is right and wrong with an answer.
pub(super) struct Verdict {
    pub(super) named: Named,
    /// No other mistake explains the totals, and the numbers are not so coarse that any two of them often are the same.
    pub(super) is_distinct: bool,
    /// Each total has a cause that is true.
    pub(super) is_explained: bool,
    /// The other mistakes that explain the totals.
    pub(super) rivals: Vec<&'static str>,
    pub(super) faults: Vec<Fault>,
    /// What is said of each total.
    pub(super) said: Vec<String>,
}

/// The names of the first cause of a total, and of the alternative.
type Names = [Option<&'static str>; 2];

/// What is true of any amount, or says less than another cause: these do not make another one ambiguous.
const GENERAL: [&str; 3] = ["unlisted", "surplus", "copied"];
/// What is true of the totals alone, whatever the reason.
const FACTS: [&str; 2] = ["unlisted", "surplus"];
/// An item that contradicts itself is more than a coincidence with its numbers.
const OF_AN_ITEM: [&str; 4] = ["left-out-or-twice", "stale-quantity", "quantity-forgotten", "wrong-digit"];

/// Whether a cause that is true makes another one ambiguous.
fn is_rival(name: &str, own: &str) -> bool {
    let is_weaker = match own {
        "item-price" => OF_AN_ITEM.contains(&name) || GENERAL.contains(&name),
        own => GENERAL.contains(&name) && !GENERAL.contains(&own),
    };
    name != own && !is_weaker
}

/// What is said of a total, by itself or by the total that it refers to.
fn names(finding: &Finding, all: &[Finding]) -> Names {
    let about = |total| all.iter().find(|finding| finding.total() == Some(total)).unwrap();
    match finding.diagnosis.as_ref() {
        None => [None, None],
        Some(Diagnosis::SameAs(total)) => names(about(*total), all),
        Some(Diagnosis::Alone { cause, .. }) => cause.as_ref().map_or([None, None], both),
        Some(Diagnosis::Caused(cause)) => both(cause),
    }
}

fn both(cause: &LikelyCause) -> Names {
    let name = |cause: &Cause| cause.kind.name().word();
    [Some(name(&cause.first)), cause.alternative.as_ref().map(|cause| name(cause))]
}

/// Asks the linter about a riddle.
pub(super) fn judge(riddle: &Riddle) -> Verdict {
    let text = riddle.order.text();
    let all = findings(&text);
    let of_totals: Vec<&Finding> = all.iter().filter(|finding| finding.total().is_some()).collect();
    let answers: Vec<Names> = of_totals.iter().map(|finding| names(finding, &all)).collect();
    let said = of_totals.iter().zip(&answers).map(|(finding, names)| say(finding, *names));
    let said: Vec<String> = said.collect();
    let (mistake, truth) = (riddle.mistake, riddle.truth());
    let is_true = |name: &&str| truth.names.contains(name);
    let firsts: Vec<&str> = answers.iter().filter_map(|[first, _]| *first).collect();
    let others: Vec<&str> = answers.iter().filter_map(|[_, alternative]| *alternative).collect();
    // A near miss must not get the name for any total; a mistake has to explain all of them.
    let is_first = riddle.is_near || answers.iter().all(|[first, _]| first.as_ref().is_some_and(is_true));
    let is_explained = answers.iter().all(|names| names.iter().flatten().any(is_true));
    let named = if is_first && firsts.contains(&mistake.name) {
        Named::First
    } else if (is_explained || riddle.is_near)
        && firsts.iter().chain(&others).any(|name| *name == mistake.name)
    {
        Named::Or
    } else {
        Named::Not
    };
    let rivals: Vec<&str> = truth.names.iter().copied().filter(|name| is_rival(name, mistake.name)).collect();
    let is_distinct = rivals.is_empty() && !riddle.is_coarse();
    let is_asked = mistake.is_asked && !mistake.name.is_empty() && !riddle.is_near;
    let is_fact = |name: &&str| is_true(name) && FACTS.contains(name);
    let is_fault = |fault: &Fault| match fault {
        Fault::FalseSafe => of_totals.iter().any(|finding| is_false_safe(finding, riddle)),
        Fault::FalseFix => {
            mistake.is_fix_false && !riddle.is_near && of_totals.iter().any(|finding| finding.fix.is_some())
        }
        Fault::NearNamed => riddle.is_near && named != Named::Not,
        Fault::FalseCause => !firsts.iter().all(is_true),
        Fault::Chance => mistake.name.is_empty() && !firsts.iter().all(is_fact),
        Fault::FalseElement => {
            let is_only = named == Named::First && firsts.iter().all(|name| *name == mistake.name);
            is_only
                && (is_missing(&truth.abouts, &said)
                    || all.iter().any(|root| is_false_root(root, &truth.abouts)))
        }
        Fault::FalseAlternative => !others.iter().all(is_true),
        Fault::NotNamed => is_asked && is_distinct && named == Named::Not,
    };
    let faults = Fault::ALL.into_iter().filter(is_fault).collect();
    Verdict { named, is_distinct, is_explained, rivals, faults, said }
}

/// Whether the only element that it can be about is not named.
fn is_missing(abouts: &[Option<About>], said: &[String]) -> bool {
    let [Some(first), others @ ..] = abouts else { return false };
    let name = first.to_string();
    others.iter().all(|other| *other == Some(*first)) && !said.iter().any(|said| said.contains(&name))
}

/// Whether a finding about the basket is said to have the cause, and is about none of what it can be.
fn is_false_root(root: &Finding, abouts: &[Option<About>]) -> bool {
    let (None, Some(_), Some(path)) = (root.total(), &root.diagnosis, root.path) else { return false };
    let is_of =
        |about: &Option<About>| about.is_none_or(|about| path.to_string().starts_with(&about.to_string()));
    !abouts.iter().any(is_of)
}

/// Whether a safe fix sets the total to something that is not right.
fn is_false_safe(finding: &Finding, riddle: &Riddle) -> bool {
    let Some(fix) = finding.fix.as_ref().filter(|fix| fix.applicability.is_safe()) else { return false };
    let right = riddle.truth[finding.total().unwrap() as usize];
    fix.edits.len() != 1 || parse(&fix.edits[0].replacement) != Some(right)
}

/// The fix, the names, the message and the help.
fn say(finding: &Finding, names: Names) -> String {
    let safe = finding
        .fix
        .as_ref()
        .map_or("no fix", |fix| if fix.applicability.is_safe() { "SAFE" } else { "unsafe" });
    let words = Words::default();
    let names = names.map(Option::unwrap_or_default).join("/");
    format!("[{safe}] [{names}] {} | {}", words.message(finding), words.help(finding).unwrap_or_default())
}
