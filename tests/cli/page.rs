//! The eight envelopes of the vendor's page are printed exactly (contract §4).

use crate::support::{Outcome, hpplint, run};

/// The page's blocks in its order; `trace_id` is not to be matched.
const PAGE: &str = include_str!("../vendor-page.json");

/// The arguments that give each of them.
const ARGUMENTS: [&[&str]; 8] = [
    &["--token-user", "42", "fixtures/invalid_user_for_payment_session/bad.json"],
    &["--known-users", "fixtures/user_not_found/known-users.txt", "fixtures/user_not_found/bad.json"],
    &["fixtures/amounts_dont_match/bad.json"],
    &["fixtures/invalid_total_product_amount/bad.json"],
    &["fixtures/invalid_total_amount/bad.json"],
    &["fixtures/invalid_total_discount_amount/bad.json"],
    &["fixtures/invalid_amount_value/bad.json"],
    &["--known-orders", "fixtures/order_id_exists/known-orders.txt", "fixtures/order_id_exists/bad.json"],
];

/// A block of the page on one line, with another `trace_id`.
fn on_one_line(block: &str, trace_id: &str) -> String {
    let line: String = block.lines().map(str::trim_start).collect();
    let line = line.replace("\": ", "\":");
    let (before, id_and_after) = line.split_once(r#"{"trace_id":""#).unwrap();
    let (_, after) = id_and_after.split_once('"').unwrap();
    format!("{before}{{\"trace_id\":\"{trace_id}\"{after}\n")
}

#[test]
fn the_page_s_envelopes_are_printed_exactly() {
    let blocks: Vec<&str> = PAGE.split("\n\n").collect();
    assert_eq!(blocks.len(), ARGUMENTS.len());
    for (block, args) in blocks.into_iter().zip(ARGUMENTS) {
        let mut command = hpplint(args);
        command.args(["--json", "--quiet"]);
        let outcome = run(&mut command);
        let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        let expected = on_one_line(block, answer["trace_id"].as_str().unwrap());
        assert_eq!(outcome, Outcome::new(1, expected, ""));
    }
}
