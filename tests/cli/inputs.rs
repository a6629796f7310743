//! Files, folders, standard input, and what may stand in them (contract §8).

use super::*;

#[test]
fn standard_input_may_be_empty() {
    for empty in ["", "\n \r\n\t", "\u{feff}"] {
        for args in [&[][..], &["-"], &["--strict"], &["--json"]] {
            expect(hpplint(args).write_stdin(empty), &Outcome { stderr: NO_REQUEST, ..NOTHING });
        }
    }
}

#[test]
fn a_file_may_not_be_empty() {
    for empty in ["", "\n \r\n\t", "\u{feff}", "[]", " [ ]\n[]"] {
        let folder = folder([("x.json", empty)]);
        expect(
            hpplint(&["x.json", "--format=concise"]).current_dir(&folder),
            &Outcome {
                status: 1,
                stdout: "x.json:1:1: error[LINT_INVALID_JSON] there is no request in it\n",
                stderr: ONE_ERROR,
            },
        );
    }
}

#[test]
fn a_folder_without_request_files_is_trouble() {
    let folder = folder([("empty/notes.txt", REQUEST), ("ok.json", REQUEST)]);
    expect(
        hpplint(&["empty", "ok.json"]).current_dir(&folder),
        &Outcome {
            status: 2,
            stderr: "hpplint: empty: no *.json, *.ndjson or *.jsonl file in this folder\n\
                     1 request checked, 0 with errors: 0 errors, 0 warnings; 1 input could not be read\n",
            ..NOTHING
        },
    );
}

#[test]
fn folders_are_searched_in_order_and_gitignore_is_respected() {
    let bad = &*with(REQUEST, WRONG_AMOUNT);
    let wanted = [".hidden.json", "a.json", "b/a.ndjson", "b/c/d.json", "b.jsonl", "ü.json"];
    let passed_over = ["a.txt", "drafts/x.json", "b/old.json", ".git/x.json"];
    let folder = folder(wanted.iter().chain(&passed_over).map(|name| (*name, bad)));
    std::fs::write(folder.path().join(".gitignore"), "drafts/\nold.*\n").unwrap();
    let shown =
        |prefix: &str| wanted.map(|name| format!("{prefix}{name}:1:11: {WRONG_AMOUNT_SAYS}")).concat();
    let stderr = "6 requests checked, 6 with errors: 6 errors, 0 warnings\n";
    expect(
        hpplint(&[".", "--format=concise"]).current_dir(&folder),
        &Outcome { status: 1, stdout: &shown("./"), stderr },
    );
    // Whoever names a file that is passed over wants it.
    expect(
        hpplint(&["a.txt", "drafts/x.json", "--format=concise"]).current_dir(&folder),
        &Outcome {
            status: 1,
            stdout: &format!("a.txt:1:11: {WRONG_AMOUNT_SAYS}drafts/x.json:1:11: {WRONG_AMOUNT_SAYS}"),
            stderr: "2 requests checked, 2 with errors: 2 errors, 0 warnings\n",
        },
    );
}

#[test]
fn a_file_is_read_once() {
    let folder = folder([("b.json", &*with(REQUEST, WRONG_AMOUNT)), ("sub/c.json", &*order("A-2"))]);
    expect(
        hpplint(&["b.json", "./b.json", ".", "sub/../b.json", "sub", "--format=concise"])
            .current_dir(&folder),
        &Outcome { status: 1, stdout: &format!("b.json:1:11: {WRONG_AMOUNT_SAYS}"), stderr: ONE_OF_TWO },
    );
}

#[test]
fn standard_input_is_read_once() {
    let folder = folder([("b.json", &*order("A-2"))]);
    expect(
        hpplint(&["-", "b.json", "-"]).current_dir(&folder).write_stdin(REQUEST),
        &Outcome { stderr: TWO_CLEAN, ..NOTHING },
    );
}

#[test]
fn a_path_leaves_standard_input_alone() {
    let folder = folder([("ok.json", REQUEST)]);
    expect(
        hpplint(&["ok.json"]).current_dir(&folder).write_stdin("not JSON"),
        &Outcome { stderr: CLEAN, ..NOTHING },
    );
}

#[test]
fn the_content_says_how_requests_stand_in_it() {
    let [first, second] = [order("1"), order("2")];
    let pretty = |request: &str| request.replace(',', ",\r\n  ").replace('{', "{\n");
    let contents = [
        format!("{first}\n{second}\n"),
        format!("{first}\r\n\r\n{second}\r\n"),
        format!("\u{feff}{first}\n{second}"),
        format!("{first}{second}"),
        format!("[{first},{second}]"),
        format!("[\n{},\n{}\n]\n", pretty(&first), pretty(&second)),
        format!("{}\n{}\n", pretty(&first), pretty(&second)),
    ];
    for content in contents {
        for name in ["x.json", "x.ndjson"] {
            let folder = folder([(name, &*content)]);
            expect(hpplint(&[name]).current_dir(&folder), &Outcome { stderr: TWO_CLEAN, ..NOTHING });
        }
    }
}

#[test]
fn a_broken_line_costs_only_itself() {
    let cut = REQUEST.strip_suffix('}').unwrap();
    let lines = [REQUEST, "hello", cut, &order("A-2"), &with(&order("A-3"), WRONG_AMOUNT)];
    expect(
        hpplint(&["--format=concise"]).write_stdin(lines.join("\n")),
        &Outcome {
            status: 1,
            stdout: &format!(
                "<stdin>:2:1: error[LINT_INVALID_JSON] not JSON: expected value\n\
                 <stdin>:3:348: error[LINT_INVALID_JSON] cut short: the text ends within an object\n\
                 <stdin>:5:11: {WRONG_AMOUNT_SAYS}"
            ),
            stderr: "5 requests checked, 3 with errors: 3 errors, 0 warnings\n",
        },
    );
}

#[test]
fn columns_count_characters_and_neither_a_mark_nor_crlf() {
    let request = with(&order("ŞİK-1"), (r#""basket":"#, "\r\n\t\"ürün\":1,\"basket\":"));
    let request = with(&request, (r#""price":10"#, r#""price":9"#));
    expect(
        hpplint(&["--format=concise"]).write_stdin(format!("\u{feff}{request}\r\n")),
        &Outcome {
            status: 1,
            stdout: "<stdin>:1:11: error[AMOUNTS_DONT_MATCH] amount: 10, but the basket comes to 9.00\n\
                     <stdin>:2:44: error[INVALID_TOTAL_PRODUCT_AMOUNT] basket.total_product_amount: 10, \
                     but the items come to 9.00\n\
                     <stdin>:2:62: error[INVALID_TOTAL_AMOUNT] basket.total_amount: 10, \
                     but the basket comes to 9.00\n",
            stderr: "1 request checked, 1 with errors: 3 errors, 0 warnings\n",
        },
    );
}

#[test]
fn utf_16_is_named() {
    let little: Vec<u8> = REQUEST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = REQUEST.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: [u8; 2], text: &[u8]| [&mark, text].concat();
    for text in [marked([0xFF, 0xFE], &little), marked([0xFE, 0xFF], &big), little, big] {
        expect(
            hpplint(&["--format=concise"]).write_stdin(text),
            &Outcome {
                status: 1,
                stdout: "<stdin>:1:1: error[LINT_INVALID_JSON] the text is in UTF-16, and JSON is UTF-8\n",
                stderr: ONE_ERROR,
            },
        );
    }
}

#[test]
fn depth_is_no_error() {
    let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
    let deep = with(REQUEST, (r#""amount""#, &format!(r#""x":{open}{close},"amount""#)));
    expect(hpplint(&[]).write_stdin(deep), &Outcome { stderr: CLEAN, ..NOTHING });
    let cases = [
        (open.clone(), "1:200000: error[LINT_INVALID_JSON] cut short: the text ends within an array"),
        (open + &close, "1:2: error[LINT_INVALID_JSON] a request is an object, and this is an array"),
        ("{".repeat(200_000), "1:2: error[LINT_INVALID_JSON] not JSON: key must be a string"),
    ];
    for (text, says) in cases {
        expect(
            hpplint(&["--format=concise"]).write_stdin(text),
            &Outcome { status: 1, stdout: &format!("<stdin>:{says}\n"), stderr: ONE_ERROR },
        );
    }
}

#[test]
fn a_number_may_have_a_million_digits() {
    let digits = "1".repeat(1_000_000);
    let request = with(REQUEST, (r#""amount":10"#, &format!(r#""amount":{digits}"#)));
    expect(
        hpplint(&["--format=concise"]).write_stdin(request),
        &Outcome {
            status: 1,
            stdout: "<stdin>:1:11: error[LINT_AMOUNT_OUT_OF_RANGE] amount: 11111111111111111111111111111111…, \
                     which 28 significant digits cannot hold exactly\n",
            stderr: ONE_ERROR,
        },
    );
}
