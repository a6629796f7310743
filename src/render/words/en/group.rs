//! Several findings as one diagnostic, in English.

use super::keys::{case_style, missing_field};
use super::parameter;
use super::{decimals_of, difference, help, label};
use crate::json::Kind;
use crate::json::written::quoted;
use crate::render::groups::{Group, Mistake, is_respelt};
use crate::request::{Basket, Money, Path, Place, Request};
use crate::rules::{Claim, Finding};
use crate::text::{count, excerpt};

/// What a help is called.
pub(crate) const HELP: &str = "help";

/// A mistake that was made at several places, in one line.
pub(crate) fn everywhere(group: &Group, mistake: &Mistake) -> String {
    let (root, places) = (group.root, group.places());
    match (mistake, &root.claim) {
        (Mistake::Spelling, _) => spelling(group),
        (Mistake::Misspelt { place, key, meant }, _) => {
            let (key, objects) = (excerpt(key, super::ID), objects(*place, places));
            format!("\"{key}\" looks like \"{meant}\", which is missing, in {objects}")
        }
        (Mistake::Missing { .. }, _) if group.same_mistake().all(has_respelt_key) => spelling(group),
        (Mistake::Missing { .. }, _) => missing(group),
        (Mistake::WrongType { wanted, found }, _) => {
            format!("{places} values are {}, not {}", found.plural(), wanted.plural())
        }
        (Mistake::Decimals { is_noise: true }, _) => {
            format!("{places} amounts have the rounding error of binary floats")
        }
        (Mistake::Decimals { .. }, Claim::TooManyDecimals { currency, allowed, .. }) => {
            format!("{places} amounts have too many decimals: {}", decimals_of(currency, *allowed))
        }
        (Mistake::LinePrice, _) => {
            format!("the `price` of {} is not `unit_price` × `quantity`", count(places, "item"))
        }
        (Mistake::NegativeDiscount, _) => {
            format!("{places} discounts are below 0, but an amount must not be")
        }
        (Mistake::NegativeAmount, _) => format!("{places} amounts are below 0, but an amount must not be"),
        (Mistake::Duplicate { place, name }, _) => {
            format!("`{name}` is there more than once in {}", objects(*place, places))
        }
        (Mistake::NothingToPay, _) => {
            format!("{places} totals are 0, and the only product of the basket is free")
        }
        (Mistake::Parameter(fault), _) => format!("{places} parameters {}", parameter::faults(fault)),
        (Mistake::Decimals { .. }, _) => count(places, "place"),
    }
}

/// Keys that differ from the names of the API only by case and separators.
fn spelling(group: &Group) -> String {
    let (places, keys) = (group.places(), || group.same_mistake().filter_map(key_and_name));
    let style = keys().next().and_then(|(key, _)| case_style(key));
    match (style, keys().next()) {
        (Some(style), _) if keys().all(|(key, _)| case_style(key) == Some(style)) => {
            format!("{places} keys are {style}; the API reads snake_case")
        }
        (_, Some((key, name))) => {
            let key = excerpt(key, super::ID);
            format!("{places} keys are not snake_case, which the API reads: `{key}` instead of `{name}`")
        }
        (_, None) => count(places, "key"),
    }
}

/// The key that a finding names, and the field that is meant.
fn key_and_name<'f, 'a>(finding: &'f Finding<'a>) -> Option<(&'a str, &'f str)> {
    match finding.claim {
        Claim::Misspelt { key, meant } => Some((key, meant)),
        Claim::MissingField { found, .. } => Some((found?, finding.path.as_ref()?.field?)),
        _ => None,
    }
}

fn has_respelt_key(finding: &Finding) -> bool {
    key_and_name(finding).is_some_and(|(key, name)| is_respelt(key, name))
}

/// Fields that are missing from one object, or from several of one kind.
fn missing(group: &Group) -> String {
    let paths: Vec<&Path> = group.same_mistake().filter_map(|finding| finding.path.as_ref()).collect();
    let names = || paths.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match (paths.as_slice(), group.places()) {
        ([], _) | ([_], 1) => missing_field(&names()),
        ([Path { place: place @ (Place::Item(_) | Place::Discount(_)), field }, ..], places) => {
            format!("`{}` is missing from {}", field.unwrap_or_default(), objects(*place, places))
        }
        (_, places) => format!("{places} fields are missing: {}", names()),
    }
}

/// What to write at the place of a finding that is shown together with others.
pub(crate) fn label_among_others(claim: &Claim, group: &Group, redacts: bool) -> String {
    match claim {
        Claim::TotalDiffers { sum, .. } => should_be(*sum, group),
        Claim::LinePrice { unit_price, quantity, product: Some(product), .. } => {
            format!("{} × {} is {product}", unit_price.written(), quantity.written())
        }
        Claim::Negative { discount: Some(amount), .. } => format!("write {amount}"),
        Claim::Misspelt { meant, .. } => format!("write \"{meant}\""),
        Claim::WrongType { wanted: Kind::Number, value } if !redacts => {
            let number = quoted(value).map(|number| format!("write {}", excerpt(&number, 40)));
            number.unwrap_or_else(|| label(claim, redacts))
        }
        Claim::TooManyDecimals { meant: Some(meant), .. } => format!("write {meant}"),
        Claim::TooManyDecimals { decimals, .. } => count((*decimals).into(), "decimal"),
        _ => label(claim, redacts),
    }
}

/// Findings of one rule in a line of their own, with their places. The mark of a total shows which it is.
pub(crate) fn at(places: &str, other: &Group, group: &Group, title: &str) -> String {
    match &other.root.claim {
        Claim::TotalDiffers { declared, sum, .. } => {
            let difference = difference(&other.root.claim).map(|difference| format!(" ({difference})"));
            let (declared, difference) = (declared.written(), difference.unwrap_or_default());
            format!("{places}: {declared}, {}{difference}", should_be(*sum, group))
        }
        // The root names the key that was found.
        Claim::MissingField { .. } => format!("{places}: {}", missing(other)),
        Claim::MissingParameters(parameters) => match parameters.len() {
            ..=2 => format!("{places}: {title}"),
            several => format!("{places}: {several} required parameters are missing"),
        },
        _ => format!("{places}: {title}"),
    }
}

/// What a total should be, unless the basket is what has to be corrected.
fn should_be(sum: Money, group: &Group) -> String {
    if group.is_basket_wrong() { format!("but the sum is {sum}") } else { format!("should be {sum}") }
}

/// That a request is shown without the escapes of the string that it is in.
pub(crate) const DECODED: &str = "the request is in a string, and is shown here without its escapes";

/// That a request is shown decoded, and is not fixed.
pub(crate) const BASE64: &str =
    "the request is in base64, and is shown here decoded; `--fix` does not change it";

/// How many places of the mistake have no mark.
pub(crate) fn more_places(places: u64) -> String {
    format!("… and {}", count(places, "more place"))
}

/// How many of the numbers that a sum is made of have no mark.
pub(crate) fn more_operands(operands: u64) -> String {
    format!("… and {} of the basket", count(operands, "more amount"))
}

/// How to correct a mistake that was made at several places.
pub(crate) fn help_everywhere(mistake: &Mistake, group: &Group, redacts: bool) -> Option<String> {
    let help = match (mistake, &group.root.claim) {
        (Mistake::Spelling, _) | (Mistake::Missing { .. }, Claim::MissingField { found: Some(_), .. }) => {
            return Some(help_for_keys(group));
        }
        (Mistake::NegativeDiscount, _) => {
            "a discount is subtracted as it is: write it without the minus sign"
        }
        (Mistake::Decimals { is_noise: true }, _) => "add amounts up in a decimal type",
        (_, Claim::WrongType { wanted: Kind::Number, value }) if quoted(value).is_some() => {
            "write numbers without quotes"
        }
        _ => return help(group.root, redacts),
    };
    Some(help.to_owned())
}

fn help_for_keys(group: &Group) -> String {
    const READ: [&str; 3] = [Request::basket, Basket::basket_items, Basket::discounts];
    let unread = group.same_mistake().filter_map(key_and_name).find(|(_, name)| READ.contains(name));
    let unread =
        unread.map(|(key, _)| format!("; what is in `{}` is checked after that", excerpt(key, super::ID)));
    format!("write the keys as the API has them{}", unread.unwrap_or_default())
}

/// Which of several totals can be fixed.
pub(crate) fn fixable(safe: usize, totals: usize) -> String {
    if safe == totals {
        format!("--fix sets the {totals} totals")
    } else {
        format!("--unsafe-fixes sets the {totals} totals to the sums of the basket, if the basket is right")
    }
}

/// "3 items"
fn objects(place: Place, number: u64) -> String {
    let noun = match place {
        Place::Item(_) => "item",
        Place::Discount(_) => "discount",
        Place::Request | Place::Basket => "object",
    };
    count(number, noun)
}
