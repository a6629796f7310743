//! `--explain` shows Markdown as text (contract §9).

use hpplint::cli::markdown::page;

#[test]
fn each_kind_of_block_has_its_place() {
    let markdown =
        "## A *b*\n\n`c d` **e**\nf\n\n- g\n  - h h\n\n  i\n- j j j\n\nk\n\n    -l\n\n```diff\n-m\n```\n";
    let plain = "A b\n\n  `c d` e f\n\n  - g\n    - h h\n\n    i\n  - j j\n    j\n\n  k\n\n  -l\n\n  -m\n";
    let narrow = plain.replace("e f", "\n  e f").replace("` \n", "`\n").replace("h h", "h\n      h");
    assert_eq!(page(markdown, 7, false), narrow);
    assert_eq!(page(markdown, 80, false), plain.replace("j j\n    j", "j j j"));
}

#[test]
fn marks_are_colours_if_there_are_colours() {
    let colored = page("*a* **b** `c`\n\n```diff\n-d\n+e\n f\n```", 80, true);
    let bold_and_others = "  \u{1b}[3ma\u{1b}[0m \u{1b}[1mb\u{1b}[0m \u{1b}[36mc\u{1b}[0m\n";
    let diff = "  \u{1b}[31m-d\u{1b}[0m\n  \u{1b}[32m+e\u{1b}[0m\n   f\n";
    assert_eq!(colored, format!("{bold_and_others}\n{diff}"));
}
