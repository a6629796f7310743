//! What a text is that is not a request, and the requests in it, in English.

use crate::rules::{Inside, Other};
use crate::text::{Position, count, excerpt};

/// Characters of the keys that lead to a request.
const ROUTE: usize = 80;

/// What the text is, and the requests in it, in one line.
pub(super) fn message(what: Other, inside: Option<&Inside>) -> String {
    let what = match what {
        Other::Json if inside.is_some() => "not a payment-session request",
        Other::Json => "not a payment-session request: it has neither `amount` nor `basket`",
        Other::Answer => "this is the API's answer, not a request",
        Other::Basket => "not a payment-session request, but the `basket` of one",
        Other::JsonString => "a request is an object, but this is a string",
    };
    match inside {
        Some(inside) => format!("{what}; {}", requests(inside)),
        None => what.to_owned(),
    }
}

/// The requests in the text, as a clause.
fn requests(inside: &Inside) -> String {
    let Position { line, column, .. } = inside.first;
    let route = inside.route.as_ref().filter(|route| !route.is_empty()).map(|route| {
        let string = if inside.is_in_string { "the string " } else { "" };
        format!("{string}`{}`", excerpt(route, ROUTE))
    });
    match (inside.count, route) {
        (1, Some(route)) => {
            format!("the request seems to be in {route}, at {line}:{column} (--find checks it)")
        }
        (1, None) => format!("the request begins at {line}:{column} (--find checks it)"),
        (many, route) => {
            let (many, route) =
                (count(many, "request"), route.map(|it| format!(" in {it},")).unwrap_or_default());
            format!("{many} seem to be in it, the first{route} at {line}:{column} (--find checks them)")
        }
    }
}
