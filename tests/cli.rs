//! Whole runs: exit status, standard output and standard error, compared to the letter. What a test does not
//! name must be empty. The chapters are in `tests/cli/`.

mod expectations;
mod facts;
mod hostile;
mod human;
mod inputs;
mod levels;
mod options;
mod outputs;
mod page;
mod pipes;
mod settings;
mod status;
#[cfg(unix)]
mod terminal;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use tempfile::TempDir;

/// A request without findings, on one line.
const REQUEST: &str = concat!(
    r#"{"amount":10,"order_id":"A-1","order_date":"2026-04-17","cancel_url":"https://m.example/c","#,
    r#""success_url":"https://m.example/s","notification_url":"https://m.example/n","#,
    r#""query_shipping_option_url":"https://m.example/q","agreements_iframe_url":"https://m.example/a","#,
    r#""basket":{"total_product_amount":10,"total_amount":10,"basket_items":[{"price":10}]}}"#,
);
const TRACE_ID: &str = "1113d4a6-2b28-8221-a459-dc074e31c72a";

/// The same with one error: what `--format concise` says of it behind the place.
const WRONG_AMOUNT: (&str, &str) = (r#""amount":10"#, r#""amount":11"#);
const WRONG_AMOUNT_SAYS: &str = "error[AMOUNTS_DONT_MATCH] amount: 11, but the basket comes to 10.00\n";

/// What the default format says of it.
fn wrong_amount_for_humans(name: &str) -> String {
    let lines = [
        "  × error[AMOUNTS_DONT_MATCH] amount: 11, but the basket comes to 10.00 (1.00 too much)",
        &format!("   ╭─[{name}:1:11]"),
        r#" 1 │ {"amount":11,"order_id":"A-1","order_date":"2026-04-17","cancel_url":"https://m.example/ …"#,
        "   ·           ─┬",
        "   ·            ╰── 1.00 too much",
        "   ╰────",
        "  help: set `amount` to 10.00: the other totals agree with the basket",
        "        + basket.basket_items[0].price = 10",
        "\n",
    ];
    lines.join("\n")
}

/// The same with one warning.
const NO_ORDER_DATE: (&str, &str) = (r#""order_date":"2026-04-17","#, "");
const NO_ORDER_DATE_SAYS: &str =
    "warning[LINT_MISSING_PARAMETER] documented as required, and absent: order_date\n";

/// Closing summaries.
const NO_REQUEST: &str = "0 requests checked, 0 with errors: 0 errors, 0 warnings\n";
const CLEAN: &str = "1 request checked, 0 with errors: 0 errors, 0 warnings\n";
const TWO_CLEAN: &str = "2 requests checked, 0 with errors: 0 errors, 0 warnings\n";
const ONE_ERROR: &str = "1 request checked, 1 with errors: 1 error, 0 warnings\n";
const ONE_OF_TWO: &str = "2 requests checked, 1 with errors: 1 error, 0 warnings\n";
const ONE_WARNING: &str = "1 request checked, 0 with errors: 0 errors, 1 warning\n";

/// What a run comes to.
struct Outcome<'o> {
    status: i32,
    stdout: &'o str,
    stderr: &'o str,
}

/// What a test does not name.
const NOTHING: Outcome = Outcome { status: 0, stdout: "", stderr: "" };

/// `hpplint` with these arguments, an empty standard input and an environment that says nothing of colour.
fn hpplint(args: &[&str]) -> Command {
    let mut command = cargo_bin_cmd!("hpplint");
    command.args(args);
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// Runs the command, and compares.
#[track_caller]
fn expect(command: &mut Command, expected: &Outcome) {
    let output = command.output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let expected = (Some(expected.status), expected.stdout, expected.stderr);
    let actual = (output.status.code(), &*stdout, &*stderr);
    assert!(actual == expected, "expected {expected:#?}\nbut it was {actual:#?}\n{stdout}{stderr}");
}

/// `text` with a part replaced that is in it.
fn with(text: &str, (part, replacement): (&str, &str)) -> String {
    assert!(text.contains(part), "{part} is not in {text}");
    text.replacen(part, replacement, 1)
}

/// [`REQUEST`] with another order ID.
fn order(id: &str) -> String {
    with(REQUEST, ("A-1", id))
}

/// A folder with these files.
fn folder<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

/// What `--json` answers to a request without errors.
fn clean_envelope(trace_id: &str) -> String {
    format!("{{\"trace_id\":\"{trace_id}\",\"response\":{{\"errors\":[]}}}}\n")
}
