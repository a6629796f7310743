//! Requests, and how to change them.

/// A request without findings, on one line.
pub(crate) const REQUEST: &str = concat!(
    r#"{"amount":10,"order_id":"A-1","order_date":"2026-04-17","cancel_url":"https://m.example/c","#,
    r#""success_url":"https://m.example/s","notification_url":"https://m.example/n","#,
    r#""query_shipping_option_url":"https://m.example/q","agreements_iframe_url":"https://m.example/a","#,
    r#""basket":{"total_product_amount":10,"total_amount":10,"basket_items":[{"price":10}]}}"#,
);

/// What to change in [`REQUEST`] to get one error, `AMOUNTS_DONT_MATCH`.
pub(crate) const WRONG_AMOUNT: (&str, &str) = (r#""amount":10"#, r#""amount":13"#);

/// What to change in [`REQUEST`] to get one warning, `LINT_MISSING_PARAMETER`.
pub(crate) const NO_ORDER_DATE: (&str, &str) = (r#""order_date":"2026-04-17","#, "");

/// `text` with the first occurrence of a part replaced; the part must be there.
pub(crate) fn with(text: &str, (part, replacement): (&str, &str)) -> String {
    assert!(text.contains(part), "{part} is not in {text}");
    text.replacen(part, replacement, 1)
}

/// [`REQUEST`] with another order ID.
pub(crate) fn order(id: &str) -> String {
    with(REQUEST, ("A-1", id))
}
