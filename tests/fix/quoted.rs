//! Numbers in quotes: only `--unsafe-fixes` writes them as numbers, all of them, and nothing else changes.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::Value;

use super::{ALL, SAFE, clean, fix_file, folder, hpplint, outcome, read, request, run};
use crate::support::lint;

/// Amounts in quotes, each with the number that is meant; a few that are not clear.
const QUOTED: [(&str, &str); 10] = [
    (r#""100""#, "100"),
    (r#""1.499,85 TL""#, "1499.85"),
    (r#""12,50 ₺""#, "12.50"),
    (r#""€ 0,5""#, "0.5"),
    (r#""-7.""#, "-7"),
    (r#""1e2""#, "1e2"),
    (r#""0xffffffffffffffffffffffff""#, "79228162514264337593543950335"),
    (r#""1,499""#, r#""1,499""#),
    (r#""""#, r#""""#),
    (r#""ücretsiz""#, r#""ücretsiz""#),
];

fn lint_text(args: &[&str], text: &str) -> crate::support::Outcome {
    lint(args, std::io::Cursor::new(text.to_owned()))
}

/// A request with these prices, on one line.
fn with_prices<'p>(prices: impl IntoIterator<Item = &'p str>) -> String {
    let items =
        prices.into_iter().map(|price| format!(r#"{{"price":{price}}}"#)).collect::<Vec<_>>().join(",");
    clean().replace(r#"{"price":70},{"price":5e1}"#, &items)
}

#[test]
fn each_is_written_as_the_number_that_is_meant() {
    let text = with_prices(QUOTED.map(|(quoted, _)| quoted));
    let fixed = fix_file(&text, ALL).unwrap();
    assert_eq!(fixed, with_prices(QUOTED.map(|(_, number)| number)));
    assert_eq!(fix_file(&fixed, ALL), None);
    assert_eq!(fix_file(&text, SAFE), None);
}

#[test]
fn totals_are_set_once_their_operands_are_numbers() {
    let folder = folder(request("\"163\"", "120", "\"100,00\"", "20"));
    let (status, _, stderr) = run(&mut hpplint(&["x.json"], &folder));
    let offered = "0 warnings\n1 total and 2 quoted numbers can be fixed with --fix --unsafe-fixes\n";
    assert!(status == Some(1) && stderr.ends_with(offered), "{stderr}");
    let fixed =
        "1 request checked, 0 with errors: 0 errors, 0 warnings\n1 total and 2 quoted numbers fixed\n";
    assert_eq!(run(&mut hpplint(&["--fix", "--unsafe-fixes", "x.json"], &folder)), outcome(0, "", fixed));
    assert_eq!(read(&folder), request("100.00", "120", "100.00", "20"));
}

#[test]
fn the_closing_lines_say_what_is_fixed() {
    let quoted = request("100", "\"120\"", "100.00", "20");
    let safe = super::safe();
    for (input, plain, fix, all, diff) in [
        (
            quoted.clone(),
            "1 quoted number can be fixed with --fix --unsafe-fixes",
            "0 totals fixed, 1 quoted number can be fixed with --unsafe-fixes",
            "1 quoted number fixed",
            "0 totals would be fixed, 1 quoted number with --unsafe-fixes",
        ),
        (
            format!("{safe}\n{quoted}\n{quoted}"),
            "1 total can be fixed with --fix, 2 quoted numbers with --unsafe-fixes",
            "1 total fixed, 2 quoted numbers can be fixed with --unsafe-fixes",
            "1 total and 2 quoted numbers fixed",
            "1 total would be fixed, 2 quoted numbers with --unsafe-fixes",
        ),
        (
            format!("{safe}\n{quoted}\n{}", super::in_doubt()),
            "1 of 3 totals can be fixed with --fix, 2 more and 1 quoted number with --unsafe-fixes",
            "1 of 3 totals fixed, 2 more and 1 quoted number can be fixed with --unsafe-fixes",
            "3 totals and 1 quoted number fixed",
            "1 of 3 totals would be fixed, 2 more and 1 quoted number with --unsafe-fixes",
        ),
    ] {
        for (args, said) in
            [(&[][..], plain), (&["--fix"], fix), (&["--fix", "--unsafe-fixes"], all), (&["--diff"], diff)]
        {
            let outcome = lint_text(&[&["--order-ids=off", "-"], args].concat(), &input);
            assert_eq!(outcome.stderr.lines().last(), Some(said));
        }
    }
}

#[test]
fn all_are_written_however_many_there_are() {
    let text = with_prices(std::iter::repeat_n(r#""1,5""#, 2500));
    let plain = lint_text(&["--format=concise", "-"], &text);
    assert!(plain.stderr.contains("2500 quoted numbers can be fixed with"), "{}", plain.stderr);
    let fixed = fix_file(&text, ALL).unwrap();
    assert!(!fixed.contains(r#""1,5""#));
    assert_eq!(fixed.matches(r#"{"price":1.5}"#).count(), 2500);
}

/// Their quotes are escaped there.
#[test]
fn those_of_a_request_in_a_string_are_written_there() {
    let log = |request: &str| {
        let once = Value::from(request).to_string();
        format!("INFO sent={once}\nINFO log={}\n", Value::from(format!("body={once}")))
    };
    let text = log(&with_prices([r#""12,50 ₺""#, r#""1,499""#]));
    let args = [ALL, &["--find", "--order-ids=off"]].concat();
    let fixed = fix_file(&text, &args).unwrap();
    assert_eq!(fixed, log(&with_prices(["12.50", r#""1,499""#])));
    assert_eq!(fix_file(&fixed, &args), None);
}

#[test]
fn what_is_allowed_or_too_long_stays_as_it_is() {
    let text = request("100", "\"120\"", "100.00", "20");
    assert_eq!(fix_file(&text, &[ALL, &["--allow=LINT_WRONG_TYPE"]].concat()), None);
    assert!(fix_file(&text, &[ALL, &["--warn=LINT_WRONG_TYPE"]].concat()).is_some());
    let longer = with_prices([r#""0xffffffffffffffffffffffffffffffff""#]);
    let limit = format!("--max-request-bytes={}", longer.len());
    assert_eq!(fix_file(&longer, &[ALL, &[&limit]].concat()), None);
}

#[test]
fn it_is_data_with_its_reason_unless_strings_are_hidden() {
    let text = with_prices([r#""777,77 TL""#]);
    for format in ["jsonl", "sarif"] {
        let shown = lint_text(&["--format", format, "-"], &text).stdout;
        assert!(shown.contains("777.77") && shown.contains("the text in quotes may mean"), "{shown}");
        let hidden = lint_text(&["--redact", "--format", format, "-"], &text).stdout;
        assert!(!hidden.contains("777"), "{hidden}");
    }
    let line = lint_text(&["--format=rdjsonl", "-"], &text).stdout;
    let line: Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    // A suggestion is applied with one click.
    assert_eq!(line.get("suggestions"), None);
}

fn any_price() -> impl Strategy<Value = &'static str> {
    prop::sample::select(QUOTED.map(|(quoted, number)| [quoted, number]).concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Also where a text becomes shorter by fewer characters than bytes.
    #[test]
    fn reports_are_those_of_the_fixed_input(
        requests in prop::collection::vec((prop::collection::vec(any_price(), 1..4), any::<bool>()), 1..5),
        threads in prop_oneof![Just("1"), Just("3")],
    ) {
        let input = requests.into_iter().fold(String::new(), |mut input, (prices, is_line)| {
            let _ = write!(input, "{}{}", with_prices(prices), if is_line { "\n" } else { " " });
            input
        });
        let folder = folder(&input);
        let path = folder.path().join("x.json");
        let path = path.to_str().unwrap();
        let options = ["--format", "concise", "--order-ids", "off", "--threads", threads];
        let fixed = lint(&[&options[..], ALL, &[path]].concat(), std::io::empty());
        prop_assert_eq!(fixed, lint(&[&options[..], &["-q", path]].concat(), std::io::empty()));
    }
}
