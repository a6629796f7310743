//! What needs facts from outside the request (contract §3).

use super::*;

const NOT_THE_TOKENS: &str = "error[INVALID_USER_FOR_PAYMENT_SESSION]";

/// [`REQUEST`] with this `session_owner_id`.
fn owned_by(id: &str) -> String {
    with(REQUEST, (r#""A-1","#, &format!(r#""A-1","session_owner_id":{id},"#)))
}

#[test]
fn without_facts_nothing_is_said_of_users() {
    expect(hpplint(&[]).write_stdin(owned_by("42")), &Outcome { stderr: CLEAN, ..NOTHING });
}

#[test]
fn the_token_s_user_is_the_owner() {
    let requests = [owned_by("42"), owned_by("\"42\"").replace("A-1", "A-2")].join("\n");
    expect(
        hpplint(&["--token-user", "42"]).write_stdin(&*requests),
        &Outcome { stderr: TWO_CLEAN, ..NOTHING },
    );
    expect(
        hpplint(&["--token-user", "43", "--format=concise"]).write_stdin(requests),
        &Outcome {
            status: 1,
            stdout: &format!(
                "<stdin>:1:50: {NOT_THE_TOKENS} session_owner_id: 42, but the access token belongs to user 43\n\
                 <stdin>:2:50: {NOT_THE_TOKENS} session_owner_id: \"42\", but the access token belongs to user 43\n"
            ),
            stderr: "2 requests checked, 2 with errors: 2 errors, 0 warnings\n",
        },
    );
}

#[test]
fn an_absent_owner_is_nobody_s() {
    let folder = folder([("users.txt", "42\n")]);
    let null = with(&owned_by("null"), ("A-1", "A-2"));
    expect(
        hpplint(&["--token-user", "42", "--known-users", "users.txt"])
            .current_dir(&folder)
            .write_stdin(format!("{REQUEST}\n{null}\n")),
        &Outcome { stderr: TWO_CLEAN, ..NOTHING },
    );
}

#[test]
fn the_owner_is_among_the_known_users() {
    // A byte order mark, CRLF, blank lines and white space around an ID do not count.
    let folder = folder([("users.txt", "\u{feff}41\r\n\r\n  42  \r\nx")]);
    let requests = [owned_by("42"), owned_by("\"x\""), owned_by("4")].join("\n");
    expect(
        hpplint(&["--known-users", "users.txt", "--order-ids=off", "--format=concise"])
            .current_dir(&folder)
            .write_stdin(requests),
        &Outcome {
            status: 1,
            stdout: "<stdin>:3:50: error[USER_NOT_FOUND] session_owner_id: 4, which is not among the known users\n",
            stderr: "3 requests checked, 1 with errors: 1 error, 0 warnings\n",
        },
    );
}

#[test]
fn the_token_decides_where_both_are_given() {
    let folder = folder([("users.txt", "41\n")]);
    let run = |token_user| {
        let args = ["--known-users", "users.txt", "--format=concise", "--token-user", token_user];
        let mut command = hpplint(&args);
        command.current_dir(&folder).write_stdin(owned_by("42"));
        command
    };
    expect(&mut run("42"), &Outcome { stderr: CLEAN, ..NOTHING });
    let stdout = &format!(
        "<stdin>:1:50: {NOT_THE_TOKENS} session_owner_id: 42, but the access token belongs to user 41\n"
    );
    expect(&mut run("41"), &Outcome { status: 1, stdout, stderr: ONE_ERROR });
}

#[test]
fn facts_that_cannot_be_read_stop_the_run() {
    for option in ["--known-users", "--known-orders"] {
        expect(
            hpplint(&[option, "missing.txt"]).write_stdin(REQUEST),
            &Outcome {
                status: 2,
                stderr: "hpplint: missing.txt: No such file or directory (os error 2)\n",
                ..NOTHING
            },
        );
    }
}

/// What `--format concise` says of an order ID that was used before.
fn used(place: &str, id: &str, by: &str) -> String {
    format!("{place}: error[ORDER_ID_EXISTS] order_id: \"{id}\", which was used before: {by}\n")
}

#[test]
fn order_ids_are_looked_for_off_in_a_stream_and_in_a_run() {
    let files = [order("A-1"), [order("A-2"), order("A-1"), order("A-2")].join("\n")];
    let folder = folder([("1.json", &*files[0]), ("2.ndjson", &*files[1])]);
    let run = |order_ids: &[&str]| {
        let mut command = hpplint(&["--format=concise", "1.json", "2.ndjson"]);
        command.args(order_ids).current_dir(&folder);
        command
    };
    let in_stream = used("2.ndjson:3:25", "A-2", "by an earlier request");
    let in_run = used("2.ndjson:2:25", "A-1", "by an earlier request") + &in_stream;
    let clean = "4 requests checked, 0 with errors: 0 errors, 0 warnings\n";
    let one = "4 requests checked, 1 with errors: 1 error, 0 warnings\n";
    let two = "4 requests checked, 2 with errors: 2 errors, 0 warnings\n";
    expect(&mut run(&["--order-ids=off"]), &Outcome { stderr: clean, ..NOTHING });
    for stream in [&["--order-ids=stream"][..], &[]] {
        expect(&mut run(stream), &Outcome { status: 1, stdout: &in_stream, stderr: one });
    }
    expect(&mut run(&["--order-ids=run"]), &Outcome { status: 1, stdout: &in_run, stderr: two });
}

#[test]
fn known_orders_are_used_whatever_order_ids_says() {
    let folder = folder([("orders.txt", "A-2\nA-1\n")]);
    let stdout = &used("<stdin>:1:25", "A-1", "it is among the known orders");
    for order_ids in ["off", "stream", "run"] {
        expect(
            hpplint(&["--known-orders", "orders.txt", "--order-ids", order_ids, "--format=concise"])
                .current_dir(&folder)
                .write_stdin(format!("{REQUEST}\n{}", order("A-3"))),
            &Outcome { status: 1, stdout, stderr: ONE_OF_TWO },
        );
    }
}
