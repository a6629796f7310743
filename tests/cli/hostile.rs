//! Nothing hostile gets out: control characters (C0, DEL, C1), bidirectional overrides and line separators are
//! shown escaped wherever they come from.

use super::*;

/// Each kind of hostile character that may stand in a JSON string as it is.
const HOSTILE: &str = "\u{7f}\u{9b}\u{202e}\u{2028}";
/// What is shown for it.
const SHOWN: &str = r"\u007f\u009b\u202e\u2028";
/// A C0 control character stands in a JSON string as an escape, and would act when decoded.
const ESCAPED: &str = r"\u001b[2J";

/// Checks the request in both text formats; the human one is the lines of `human`.
#[track_caller]
fn expect_shown(request: &str, args: &[&str], concise: &str, human: &[&str], outcome: &Outcome) {
    let run = |format| {
        let mut command = hpplint(&["--format", format]);
        command.args(args).write_stdin(request);
        command
    };
    expect(&mut run("concise"), &Outcome { stdout: &format!("{concise}\n"), ..*outcome });
    expect(&mut run("human"), &Outcome { stdout: &format!("{}\n\n", human.join("\n")), ..*outcome });
}

#[test]
fn in_an_order_id() {
    let request = order(&format!("{HOSTILE}{ESCAPED}"));
    let message = format!(r#"order_id: "{SHOWN}{ESCAPED}", which was used before: by an earlier request"#);
    expect_shown(
        &format!("{request}\n{request}\n"),
        &["--stdin-filename=x"],
        &format!("x:2:25: error[ORDER_ID_EXISTS] {message}"),
        &[
            r#"  × error[ORDER_ID_EXISTS] order_id: "\u007f\u009b\u202e\u2028\u001b[2J", which was used before:"#,
            "  │ by an earlier request",
            "   ╭─[x:2:25]",
            r#" 2 │ {"amount":10,"order_id":"\u007f\u009b\u202e\u2028\u001b[2J","order_date":"2026-04-17","c …"#,
            "   ·                         ─────────────────┬─────────────────",
            "   ·                                          ╰── used before",
            "   ╰────",
            "  help: give each payment session an order ID of its own",
        ],
        &Outcome { status: 1, stderr: ONE_OF_TWO, ..NOTHING },
    );
}

#[test]
fn in_a_value() {
    let message = format!(r#"currency: "{SHOWN}{ESCAPED}" is no currency of ISO 4217"#);
    expect_shown(
        &with(REQUEST, (r#""A-1","#, &format!(r#""A-1","currency":"{HOSTILE}{ESCAPED}","#))),
        &["--stdin-filename=x"],
        &format!("x:1:42: warning[LINT_INVALID_PARAMETER] {message}"),
        &[
            r#"  ⚠ warning[LINT_INVALID_PARAMETER] currency: "\u007f\u009b\u202e\u2028\u001b[2J" is no currency"#,
            "  │ of ISO 4217",
            "   ╭─[x:1:42]",
            r#" 1 │ … ,"order_id":"A-1","currency":"\u007f\u009b\u202e\u2028\u001b[2J","order_date":"2026-04-1 …"#,
            "   ·                                ─────────────────┬─────────────────",
            "   ·                                                 ╰── no currency",
            "   ╰────",
        ],
        &Outcome { stderr: ONE_WARNING, ..NOTHING },
    );
}

#[test]
fn in_a_key() {
    // Beside the true key's absence, which is an error.
    let (key, shown) = ("total_amount\u{9b}\u{202e}", r"total_amount\u009b\u202e");
    let request = with(REQUEST, (r#""total_amount""#, &format!(r#""{key}""#)));
    let absent = "error[LINT_MISSING_FIELD] basket.total_amount is missing";
    let misspelt =
        format!(r#"warning[LINT_MISSPELT_FIELD] "{shown}" looks like basket.total_amount, which is absent"#);
    expect_shown(
        &request,
        &["--stdin-filename=x"],
        &format!("x:1:274: {absent}\nx:1:302: {misspelt}"),
        &[
            &format!("  × {absent}"),
            "   ╭─[x:1:274]",
            r#" 1 │ … ttps://m.example/a","basket":{"total_product_amount":10,"total_amount\u009b\u202e":10,"b …"#,
            "   ·                                ┬",
            "   ·                                ╰── not in this object",
            "   ╰────",
            "",
            r#"  ⚠ warning[LINT_MISSPELT_FIELD] "total_amount\u009b\u202e" looks like basket.total_amount, which"#,
            "  │ is absent",
            "   ╭─[x:1:302]",
            r#" 1 │ … :{"total_product_amount":10,"total_amount\u009b\u202e":10,"basket_items":[{"price":10}]} …"#,
            "   ·                                ────────────┬───────────",
            "   ·                                            ╰── unknown field",
            "   ╰────",
            r#"  help: did you mean "total_amount"?"#,
        ],
        &Outcome { status: 1, stderr: "1 request checked, 1 with errors: 1 error, 1 warning\n", ..NOTHING },
    );
}

#[test]
fn where_json_allows_none() {
    let message = r"error[LINT_INVALID_JSON] not JSON: a control character, \u001b";
    expect_shown(
        &with(REQUEST, ("A-1", "\u{1b}[31m")),
        &["--stdin-filename=x"],
        &format!("x:1:26: {message}"),
        &[
            &format!("  × {message}"),
            "   ╭─[x:1:26]",
            r#" 1 │ {"amount":10,"order_id":"\u001b[31m","order_date":"2026-04-17","cancel_url":"https://m.e …"#,
            "   ·                          ───┬──",
            "   ·                             ╰── here",
            "   ╰────",
            r"  help: write it as an escape, as \n, or delete it outside of a string",
        ],
        &Outcome { status: 1, stderr: ONE_ERROR, ..NOTHING },
    );
}

#[test]
fn in_standard_input_s_name() {
    expect(
        hpplint(&["--stdin-filename=a\n\u{1b}[31m", "--format=concise"])
            .write_stdin(with(REQUEST, WRONG_AMOUNT)),
        &Outcome {
            status: 1,
            stdout: &format!("a\\n\\u001b[31m:1:11: {WRONG_AMOUNT_SAYS}"),
            stderr: ONE_ERROR,
        },
    );
}

#[test]
fn in_a_code_to_explain() {
    expect(
        &mut hpplint(&["--explain", "a\n\u{9b}"]),
        &Outcome {
            status: 2,
            stderr: "error: invalid value 'a\n\\u009b' for '--explain <CODE>'\n\n  tip: --list-rules lists the codes\n\n\
                     For more information, try '--help'.\n",
            ..NOTHING
        },
    );
}

#[cfg(unix)]
#[test]
fn in_a_path() {
    let folder = folder([("a\n\u{1b}[31m\u{202e}.json", &*with(REQUEST, WRONG_AMOUNT))]);
    let run = |format| {
        let mut command = hpplint(&["--format", format, ".", "missing\n.json"]);
        command.current_dir(&folder);
        command
    };
    let shown = r"./a\n\u001b[31m\u202e.json";
    let stderr = "hpplint: missing\\n.json: No such file or directory (os error 2)\n\
                  1 request checked, 1 with errors: 1 error, 0 warnings; 1 input could not be read\n";
    let concise = format!("{shown}:1:11: {WRONG_AMOUNT_SAYS}");
    expect(&mut run("concise"), &Outcome { status: 2, stdout: &concise, stderr });
    let human = wrong_amount_for_humans(shown);
    expect(&mut run("human"), &Outcome { status: 2, stdout: &human, stderr });
}
