//! Parameters outside the basket, in English.

use crate::request::Type;
use crate::rules::{MissingParameter, ParameterFault};

/// Which required parameters are missing.
pub(super) fn missing(missing: &[MissingParameter]) -> String {
    let names: Vec<String> = missing
        .iter()
        .map(|MissingParameter { names, alternative }| {
            let alternative = alternative.map(|other| format!(" (or {other})")).unwrap_or_default();
            format!("{}{alternative}", names.join(" and "))
        })
        .collect();
    let is_one = matches!(missing, [parameter] if parameter.names.len() == 1);
    format!("missing required parameter{}: {}", if is_one { "" } else { "s" }, names.join(", "))
}

/// What is wrong with one parameter, as a predicate.
pub(super) fn fault(fault: &ParameterFault) -> String {
    let fault = match fault {
        ParameterFault::WrongType(found, wanted) => {
            return format!("is {}, not {}", found.with_article(), with_article(*wanted));
        }
        ParameterFault::InvalidUrl(error) => return format!("is not a valid URL: {error}"),
        ParameterFault::Empty => "is empty",
        ParameterFault::Blank => "has only white space",
        ParameterFault::Placeholder => "has a placeholder that was not filled in",
        ParameterFault::NoHost => "is not a valid URL: it has no host",
        ParameterFault::OtherScheme(None) => "has a scheme that is not http or https",
        ParameterFault::OtherScheme(Some(near)) => {
            return format!("has a wrong scheme: {near} seems to be meant");
        }
        ParameterFault::SpaceAroundUrl => "has white space before or after the URL",
        ParameterFault::SpaceInUrl => "is not a valid URL: it has white space in it",
        ParameterFault::UnknownCurrency(_) => "is not a currency of ISO 4217",
    };
    fault.to_owned()
}

/// What is wrong with several parameters, as a predicate.
pub(super) fn faults(fault: &ParameterFault) -> String {
    let faults = match fault {
        ParameterFault::WrongType(found, wanted) => {
            return format!("are {}, and each must be {}", found.plural(), with_article(*wanted));
        }
        ParameterFault::InvalidUrl(error) => return format!("are not valid URLs: {error}"),
        ParameterFault::Empty => "are empty",
        ParameterFault::Blank => "have only white space",
        ParameterFault::Placeholder => "have a placeholder that was not filled in",
        ParameterFault::NoHost => "are not valid URLs: they have no host",
        ParameterFault::OtherScheme(None) => "have a scheme that is not http or https",
        ParameterFault::OtherScheme(Some(near)) => {
            return format!("have a wrong scheme: {near} seems to be meant");
        }
        ParameterFault::SpaceAroundUrl => "have white space before or after the URL",
        ParameterFault::SpaceInUrl => "are not valid URLs: they have white space in them",
        ParameterFault::UnknownCurrency(_) => "are not currencies of ISO 4217",
    };
    faults.to_owned()
}

/// What to write at the parameter's place.
pub(super) fn label(fault: &ParameterFault) -> String {
    let label = match fault {
        ParameterFault::WrongType(_, wanted) => return format!("must be {}", with_article(*wanted)),
        ParameterFault::Empty | ParameterFault::Blank => "empty",
        ParameterFault::Placeholder => "a placeholder",
        ParameterFault::SpaceAroundUrl => "remove the white space",
        ParameterFault::OtherScheme(_) => "not http or https",
        ParameterFault::UnknownCurrency(_) => "not a currency",
        ParameterFault::InvalidUrl(_) | ParameterFault::NoHost | ParameterFault::SpaceInUrl => {
            "not a valid URL"
        }
    };
    label.to_owned()
}

/// How to correct a parameter.
pub(super) fn help(fault: &ParameterFault) -> Option<String> {
    let help = match fault {
        ParameterFault::WrongType(..) | ParameterFault::Empty | ParameterFault::Blank => return None,
        ParameterFault::UnknownCurrency(meant) => return meant.map(|code| format!("write \"{code}\"")),
        ParameterFault::OtherScheme(Some(near)) => return Some(format!("write {near}://")),
        ParameterFault::Placeholder => "fill in placeholders before the request is sent",
        ParameterFault::SpaceAroundUrl => "remove the white space",
        ParameterFault::SpaceInUrl => "remove each space, or write it as %20",
        ParameterFault::InvalidUrl(_) | ParameterFault::NoHost | ParameterFault::OtherScheme(None) => {
            "write the whole address, beginning with https://"
        }
    };
    Some(help.to_owned())
}

/// The type of a parameter outside the basket.
fn with_article(wanted: Type) -> &'static str {
    match wanted {
        Type::Boolean => "a boolean",
        Type::Id => "a string or a number",
        _ => "a string",
    }
}
