//! English.

mod calculation;
mod cause;
mod expectation;
pub(super) mod group;
mod keys;
mod other;
mod parameter;
mod slip;
mod syntax;

pub(super) use cause::{diagnosis, doubt};
pub(super) use slip::explain;

use super::quote;
use crate::json::{Kind, written};
use crate::request::{MAX_SHOWN, Money, Number, Path, amount::OutOfRange, totals::Declared};
use crate::rules::{Claim, Finding, PriorUse, Role};
use crate::text::{count, excerpt};
use expectation::{difference_of_codes, difference_of_errors};
use keys::{missing_field, respelling};

/// Characters of an ID that a message shows.
const ID: usize = 40;

/// What is wrong, in one line.
pub(super) fn message(finding: &Finding, redacts: bool) -> String {
    let path = finding.path.map(|path| path.to_string()).unwrap_or_default();
    match &finding.claim {
        Claim::TotalDiffers { total, declared, sum, .. } => {
            format!("{path}: {}, but {} up to {sum}", declared.written(), subject(*total))
        }
        Claim::NothingToPay(number) => {
            format!("{path}: {}, and the only product of the basket is free", number.written())
        }
        Claim::OtherOwner { owner, token_user } => {
            let (owner, user) = (quote::value(owner, ID, redacts), quote::text(token_user, ID, redacts));
            format!("{path}: {owner}, but the access token belongs to user {user}")
        }
        Claim::UnknownOwner(owner) => {
            format!("{path}: {} is not among the known users", quote::value(owner, ID, redacts))
        }
        Claim::OrderIdUsed(id, PriorUse::Known) => {
            format!("{path}: {} was used before: it is among the known orders", quote::value(id, ID, redacts))
        }
        Claim::OrderIdUsed(id, PriorUse::Earlier) => {
            format!("{path}: {} was used before: by an earlier request", quote::value(id, ID, redacts))
        }
        Claim::NotARequest(fault) => syntax::message(fault, redacts),
        Claim::DuplicateKey => {
            format!("{path} is in its object more than once, and parsers differ in which one they use")
        }
        Claim::MissingField { found: None, .. } => missing_field(&path),
        Claim::MissingField { found: Some(key), .. } => {
            let name = finding.path.and_then(|path| path.field).unwrap_or_default();
            let (found, why) = (excerpt(key, ID), respelling(key, name));
            format!("{}; found `{found}`{why}", missing_field(&path))
        }
        Claim::WrongType { wanted, value } => wrong_type(&path, *wanted, value, redacts),
        Claim::OutOfRange(number, limit) => format!("{path}: {} {}", number.written(), exceeds(*limit)),
        Claim::SumOutOfRange(total, limit) => {
            format!("{path}: {} have a sum that {}", summed(*total), exceeds(*limit))
        }
        Claim::Negative { amount, .. } => {
            format!("{path}: {}, but an amount must not be below 0", amount.written())
        }
        Claim::UnmetCodes { expected, found } => expectation::unmet_codes(expected, found),
        Claim::UnmetErrors { expected, found } => expectation::unmet_errors(expected, found),
        Claim::ZeroAmount { amount, is_free } => zero_amount(&path, amount, *is_free),
        Claim::LinePrice { price, unit_price, quantity, product } => {
            let product = product.map_or_else(|| "out of range".to_owned(), |line| line.to_string());
            let [price, unit_price, quantity] = [price, unit_price, quantity].map(Number::written);
            format!("{path}: {price}, but {unit_price} × {quantity} is {product}")
        }
        Claim::TooManyDecimals { amount, meant: Some(meant), .. } => {
            format!("{path}: {} is {meant} with the rounding error of binary floats", amount.written())
        }
        Claim::TooManyDecimals { amount, decimals, currency, allowed, .. } => {
            let (decimals, allowed) = (count((*decimals).into(), "decimal"), decimals_of(currency, *allowed));
            format!("{path}: {} has {decimals}, but {allowed}", amount.written())
        }
        Claim::EmptyBasket => format!("{path} is empty: the basket has no items"),
        Claim::Misspelt { key, meant } => {
            let place = finding.path.map(|path| path.place).unwrap_or_default();
            format!("\"{}\" looks like {}, which is missing", excerpt(key, ID), Path::of(place, meant))
        }
        Claim::MissingParameters(missing) => parameter::missing(missing),
        Claim::InvalidParameter { value, fault } => {
            let value =
                value.map(|value| format!(": {}", quote::value(value, 60, redacts))).unwrap_or_default();
            format!("{path}{value} {}", parameter::fault(fault))
        }
    }
}

/// The message of the last finding of a rule, if there are more that are not shown.
pub(super) fn and_more(message: &str, more: u64) -> String {
    format!("{message} (and {more} more)")
}

/// What is added up to a total.
fn subject(total: Declared) -> &'static str {
    match total {
        Declared::Amount | Declared::Net => "the basket adds",
        Declared::Products => "the items add",
        Declared::Discounts => "the discounts add",
    }
}

/// Which limit of exact decimals a number or a sum exceeds.
fn exceeds(limit: OutOfRange) -> &'static str {
    match limit {
        OutOfRange::TooLarge => "exceeds the limit of ±79228162514264337593543950335",
        OutOfRange::TooManyDecimals => "has more than 28 decimals",
        OutOfRange::TooManyDigits => {
            "has too many significant digits: a 96-bit decimal cannot hold it exactly"
        }
    }
}

fn summed(total: Declared) -> &'static str {
    match total {
        Declared::Products => "the items' prices",
        Declared::Discounts => "the discounts",
        Declared::Amount | Declared::Net => "the items less the discounts",
    }
}

fn wrong_type(path: &str, wanted: Kind, value: &str, redacts: bool) -> String {
    let (wanted, found) = (wanted.with_article(), Kind::of(value));
    let article = found.with_article();
    match found {
        Kind::Object | Kind::Array | Kind::Null => format!("{path} is {article}, not {wanted}"),
        _ => format!("{path}: {} is {article}, not {wanted}", quote::value(value, 24, redacts)),
    }
}

fn zero_amount(path: &str, amount: &Number, is_free: bool) -> String {
    let reason = if is_free {
        "every product of the basket is free"
    } else {
        "the discounts are as high as the prices"
    };
    format!("{path}: {}, because {reason}", amount.written())
}

/// How far off a total is: "10.00 too much".
pub(super) fn difference(claim: &Claim) -> Option<String> {
    let Claim::TotalDiffers { difference: Some(difference), .. } = claim else { return None };
    let direction = if difference.is_negative() { "too little" } else { "too much" };
    Some(format!("{} {direction}", difference.abs()))
}

/// What to write at the finding's span.
pub(super) fn label(claim: &Claim, redacts: bool) -> String {
    let label = match claim {
        Claim::TotalDiffers { .. } => return difference(claim).unwrap_or_else(|| "declared".to_owned()),
        Claim::OtherOwner { token_user, .. } => {
            return format!("the token's user is {}", quote::text(token_user, ID, redacts));
        }
        Claim::NotARequest(fault) => return syntax::label(fault, redacts),
        Claim::WrongType { wanted, .. } => return format!("must be {}", wanted.with_article()),
        Claim::TooManyDecimals { currency, allowed, .. } => return decimals_of(currency, *allowed),
        Claim::InvalidParameter { fault, .. } => return parameter::label(fault),
        Claim::NothingToPay(_) => "must be above 0",
        Claim::UnknownOwner(_) => "unknown user",
        Claim::OrderIdUsed(..) => "used before",
        Claim::DuplicateKey => "this value is used",
        Claim::MissingField { is_null: false, .. } => "missing from this object",
        Claim::MissingField { is_null: true, .. } => "`null` counts as missing",
        Claim::OutOfRange(..) => "out of range",
        Claim::SumOutOfRange(..) => "this sum is out of range",
        Claim::Negative { .. } => "below 0",
        Claim::UnmetCodes { .. } | Claim::UnmetErrors { .. } => "this request",
        Claim::ZeroAmount { .. } => "nothing to pay",
        Claim::LinePrice { .. } => "the line's total",
        Claim::EmptyBasket => "no items",
        Claim::Misspelt { .. } => "unknown field",
        Claim::MissingParameters(_) => "missing from this request",
    };
    label.to_owned()
}

/// How to correct what a claim says, if there is no diagnosis.
pub(super) fn help(finding: &Finding, redacts: bool) -> Option<String> {
    let help = match &finding.claim {
        Claim::TotalDiffers { total, sum, .. } => return Some(total_differs(*total, *sum)),
        Claim::NothingToPay(_) => {
            "a session needs something to pay: give the product a price, or create no session"
        }
        Claim::OtherOwner { .. } => {
            "remove `session_owner_id`, since the session belongs to the token's user, or send the owner's token"
        }
        Claim::OrderIdUsed(..) => "give each payment session its own order ID",
        Claim::NotARequest(fault) => return syntax::help(fault),
        Claim::DuplicateKey => "delete all but one",
        Claim::WrongType { wanted: Kind::Number, value } => return help_for_quotes(value, redacts),
        Claim::Negative { discount, .. } => {
            return discount.map(|amount| format!("a discount is subtracted as it is: write {amount}"));
        }
        Claim::UnmetCodes { expected, found } => return Some(difference_of_codes(expected, found)),
        Claim::UnmetErrors { expected, found } => {
            return Some(difference_of_errors(expected, found, redacts));
        }
        Claim::ZeroAmount { .. } => {
            "the documentation does not say what the API answers: try it before you rely on it"
        }
        Claim::LinePrice { .. } => {
            "`price` is the price of the whole line, `unit_price` the price of one piece"
        }
        Claim::TooManyDecimals { meant: Some(meant), .. } => {
            return Some(format!("write {meant}, and add amounts up in a decimal type"));
        }
        Claim::TooManyDecimals { .. } => {
            "round it the way the order is billed, and add up the rounded amounts"
        }
        Claim::Misspelt { meant, .. } => return Some(format!("did you mean \"{meant}\"?")),
        Claim::InvalidParameter { fault, .. } => return parameter::help(fault),
        Claim::UnknownOwner(_)
        | Claim::MissingField { .. }
        | Claim::WrongType { .. }
        | Claim::OutOfRange(..)
        | Claim::SumOutOfRange(..)
        | Claim::EmptyBasket
        | Claim::MissingParameters(_) => return None,
    };
    Some(help.to_owned())
}

fn total_differs(total: Declared, sum: Money) -> String {
    if sum.is_negative() {
        let why = match total {
            Declared::Amount | Declared::Net => "the discounts are higher than the prices",
            Declared::Products => "the prices add up to less than 0",
            Declared::Discounts => "the discounts add up to less than 0",
        };
        return format!("{why}; no total may be below 0");
    }
    if sum.value.normalize().scale() > sum.decimals {
        return "round the amounts of the basket to the decimals of the currency, and compare again"
            .to_owned();
    }
    let operands = match total {
        Declared::Amount | Declared::Net => "items or discounts",
        Declared::Products => "items",
        Declared::Discounts => "discounts",
    };
    format!("set `{}` to {sum}, or correct the {operands}", total.path())
}

/// What an operand is to its finding.
pub(super) fn role(role: Role) -> String {
    match role {
        Role::Plus(amount) => format!("+ {amount}"),
        Role::Minus(amount) => format!("− {amount}"),
        Role::UnitPrice => "price of one piece".to_owned(),
        Role::Quantity => "pieces".to_owned(),
        Role::FirstKey => "first occurrence".to_owned(),
        Role::Meant(name) => format!("write \"{name}\""),
    }
}

/// The help, with the reason why the total was not fixed, if it is not in the help.
pub(super) fn not_fixed(help: &str, reason: Option<&str>) -> String {
    match reason {
        None => format!("not fixed: {help}"),
        Some(reason) if help.contains(reason) => format!("not fixed without --unsafe-fixes: {help}"),
        Some(reason) => format!("not fixed without --unsafe-fixes, because {reason}; {help}"),
    }
}

/// "TRY has 2 decimals"
fn decimals_of(currency: &str, decimals: u32) -> String {
    match decimals {
        0 => format!("{currency} has no decimals"),
        _ => format!("{currency} has {decimals}"),
    }
}

/// Help for a number in quotes; none for another value.
fn help_for_quotes(value: &str, redacts: bool) -> Option<String> {
    let number = written::quoted(value)?;
    let without = || "write the number without quotes".to_owned();
    Some(if redacts { without() } else { format!("write {}", excerpt(&number, MAX_SHOWN)) })
}
