//! `.gitignore`, compared with git itself on random trees (contract §8).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::oracle::dice::Dice;
use crate::support::{REQUEST, WRONG_AMOUNT, folder, hpplint, run, with};

/// hpplint runs from a folder, on a path.
fn checked(folder: &Path, path: &str) -> String {
    run(hpplint(&["--format=concise", "--order-ids=off", path]).current_dir(folder)).stderr
}

#[test]
fn outside_a_repository_only_searched_folders_count() {
    let above = folder([
        (".gitignore", "*"),
        ("a/.gitignore", "1.json"),
        ("a/1.json", REQUEST),
        ("a/2.json", REQUEST),
    ]);
    let summary = "1 request checked, 0 with errors: 0 errors, 0 warnings\n";
    for (from, path, gitignore) in
        [("", "a", "a/.gitignore"), ("a", ".", ".gitignore"), ("b", "../a", "a/.gitignore")]
    {
        fs::create_dir_all(above.path().join("b")).unwrap();
        let said = checked(&above.path().join(from), path);
        let gitignore =
            if from == "b" { above.path().canonicalize().unwrap().join(gitignore) } else { gitignore.into() };
        assert_eq!(said, format!("{summary}{} leaves out 1 file\n", gitignore.display()), "{from}");
    }
}

#[test]
fn in_a_repository_the_files_above_the_searched_folder_count() {
    let above = folder([
        (".gitignore", "*"),
        ("shop/.git", "gitdir: elsewhere"),
        ("shop/.gitignore", "1.json\n/a/drafts/\n"),
        ("shop/a/1.json", REQUEST),
        ("shop/a/2.json", REQUEST),
        ("shop/a/drafts/3.json", REQUEST),
    ]);
    let summary = "1 request checked, 0 with errors: 0 errors, 0 warnings\n";
    for (from, path, gitignore) in [("shop", "a", ".gitignore"), ("shop/a", ".", "../.gitignore")] {
        let said = checked(&above.path().join(from), path);
        assert_eq!(said, format!("{summary}{gitignore} leaves out 2 files\n"));
    }
    // A folder that is named is searched.
    assert_eq!(checked(&above.path().join("shop"), "a/drafts"), summary);
}

/// Patterns and lines of a `.gitignore`. Each may be negated, and may be in any folder.
const LINES: &[&str] = &[
    "a",
    "a/",
    "/a",
    "/a/",
    "b.json",
    "/b.json",
    "a/b.json",
    "/a/b.json",
    "*.json",
    "*.json ",
    "a*",
    "*a",
    "?.json",
    "[ab].json",
    "[!a].json",
    "[^a].json",
    "[a-b]*",
    "[]a].json",
    "*",
    "*/",
    "/*",
    "/*/",
    "a/*",
    "*/a",
    "*/*.json",
    "**",
    "**/a",
    "**/b.json",
    "a/**",
    "a/**/b.json",
    "/**/a",
    "**/a/**",
    "a**",
    "**.json",
    "a**b.json",
    "**/",
    "/**",
    "# a",
    "\\#a.json",
    "\\!a.json",
    "a\\.json",
    "{a,b}.json",
    "{a.json",
    "a}.json",
    "[a",
    "[a.json",
    "a[",
    "a\\",
    "\\",
    "a.json\\ ",
    "",
    " ",
    "/",
    "!",
    "./a",
    "../a",
    "a//b.json",
    "a/./b.json",
    "#a.json",
    "A",
    "B.JSON",
    "ö.json",
    "a.json\r",
    "\u{feff}a",
    "a\t",
    "a,b.json",
    "[{]a.json",
    "*\\{a.json",
    "a?b.json",
];

const NAMES: &[&str] = &[
    "a.json",
    "b.json",
    "c.json",
    "#a.json",
    "!a.json",
    "{a.json",
    "a}.json",
    "[a.json",
    "]a.json",
    "ö.json",
    "a,b.json",
    ",.json",
    "{a,b}.json",
    "ab.json",
    "a xb.json",
    "a.json ",
    "].json",
    "a.json\r.json",
];

fn git(folder: &Path, home: &Path, args: &[&str]) -> Vec<u8> {
    let mut git = Command::new("git");
    git.args(args).current_dir(folder).env("HOME", home).env("XDG_CONFIG_HOME", home).stderr(Stdio::null());
    git.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    git.output().unwrap().stdout
}

/// The request files that git sees in a repository, and in those that are nested in it.
fn seen_by_git(repository: &Path, home: &Path) -> BTreeSet<PathBuf> {
    let listed = git(repository, home, &["ls-files", "--others", "--exclude-standard", "-z"]);
    let listed = String::from_utf8(listed).unwrap();
    let mut seen = BTreeSet::new();
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        match name.strip_suffix('/') {
            Some(nested) => seen.extend(seen_by_git(&repository.join(nested), home)),
            None => drop(seen.insert(repository.join(name))),
        }
    }
    seen.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    seen
}

/// The request files that hpplint checks, and how many it says it leaves out.
fn seen_by_hpplint(folder: &Path, home: &Path) -> (BTreeSet<PathBuf>, usize) {
    let mut command = hpplint(&["--format=github", "--order-ids=off", "--isolated", "."]);
    command.current_dir(folder).env("HOME", home).env("XDG_CONFIG_HOME", home);
    let outcome = run(&mut command);
    let unescape = |name: &str| name.replace("%2C", ",").replace("%25", "%").replace("\\r", "\r");
    let names = outcome.stdout.lines().filter_map(|line| line.split_once("file=")?.1.split_once(",line="));
    let seen = names.map(|(name, _)| folder.join(unescape(name))).collect();
    let left_out =
        outcome.stderr.lines().filter_map(|line| line.split_once(" leaves out ")?.1.split_once(" file"));
    (seen, left_out.map(|(count, _)| count.parse::<usize>().unwrap()).sum())
}

/// Grows a random tree with `.gitignore` files; returns the number of its request files.
fn grow(folder: &Path, dice: &mut Dice, depth: usize) -> usize {
    fs::create_dir_all(folder).unwrap();
    let mut files = 0;
    for _ in 0..dice.roll(6) {
        let path = folder.join(dice.pick(NAMES));
        if !path.exists() {
            fs::write(&path, with(REQUEST, WRONG_AMOUNT)).unwrap();
            files += usize::from(path.extension().is_some_and(|extension| extension == "json"));
        }
    }
    if dice.one_in(2) {
        let lines =
            (0..=dice.roll(5)).map(|_| [["", "!"][dice.roll(4) / 3], dice.pick(LINES), "\n"].concat());
        fs::write(folder.join(".gitignore"), lines.collect::<String>()).unwrap();
    }
    if depth < 3 {
        for name in ["a", "b", "c", "a.json"] {
            if dice.one_in(2) && !folder.join(name).exists() {
                files += grow(&folder.join(name), dice, depth + 1);
            }
        }
    }
    files
}

#[test]
fn the_files_are_those_that_git_sees() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    // git reads this only for hpplint, which must not.
    let (home, excludes) = (folder([]), folder([("git/ignore", "*\n"), (".gitignore", "*\n")]));
    let cases = std::env::var("HPPLINT_CASES").map_or(25, |cases| cases.parse().unwrap());
    for case in 1..=cases {
        let above = folder([(".gitignore", "*\n")]);
        let repository = above.path().join("repository");
        let mut dice = Dice(case);
        let files = grow(&repository, &mut dice, 0);
        git(&repository, home.path(), &["init", "--quiet"]);
        // The second one has a file `.git`, as worktrees and submodules have.
        for (nested, option) in [("a", "--quiet"), ("b/c", "--separate-git-dir=../../../elsewhere")] {
            if dice.one_in(4) && repository.join(nested).exists() {
                git(&repository.join(nested), home.path(), &["init", "--quiet", option]);
            }
        }
        let (seen, left_out) = seen_by_hpplint(&repository, excludes.path());
        let expected = seen_by_git(&repository, home.path());
        assert_eq!(seen.len() + left_out, files, "case {case}");
        let difference = seen.symmetric_difference(&expected).map(|file| {
            let who = if seen.contains(file) { "hpplint" } else { "git" };
            let folders = file.ancestors().skip(1).take_while(|up| up.starts_with(&repository));
            let patterns = folders.map(|up| fs::read_to_string(up.join(".gitignore")).unwrap_or_default());
            format!("only {who}: {} {:#?}", file.display(), patterns.collect::<Vec<_>>())
        });
        let difference: Vec<String> = difference.collect();
        assert!(difference.is_empty(), "case {case}: {}", difference.join("\n"));
    }
}
