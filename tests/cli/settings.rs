//! `hpplint.toml` and absolute paths; `--show-settings` prints a file that sets the same (contract §9).

use std::path::Path;

use hpplint::rules::RULES;

use crate::support::{folder, hpplint, run};

#[test]
fn the_nearest_file_holds_wherever_the_paths_are_relative_to() {
    let shop = Path::new("tests/cmd/settings/project/shop").canonicalize().unwrap();
    let stdout = |path: &str| run(hpplint(&[path]).current_dir(&shop)).stdout;
    let (relative, path) = (stdout("requests"), shop.join("requests"));
    assert!(relative.starts_with("requests/1.json:1:11: warning["), "{relative}");
    let path = path.to_str().unwrap();
    assert_eq!(stdout(path), relative.replacen("requests", path, 1));
}

#[test]
fn what_is_shown_is_a_file_that_sets_the_same() {
    let settings = |shown: &str| {
        let lines = shown.lines().map(|line| line.rsplit_once('#').map_or(line, |(setting, _)| setting));
        lines.map(str::trim).collect::<Vec<_>>().join("\n")
    };
    let all = include_str!("../cmd/settings/project/hpplint.toml");
    let project = folder([("hpplint.toml", all), ("shop/again.toml", "")]);
    let shop = project.path().join("shop");
    let print = |args: &[&str]| run(hpplint(&["--show-settings"]).args(args).current_dir(&shop)).stdout;
    let shown = print(&[]);
    let (_, levels) = shown.split_once("[rules]\n").unwrap();
    assert_eq!(levels.lines().count(), RULES.len());
    std::fs::write(shop.join("again.toml"), &shown).unwrap();
    assert_eq!(settings(&print(&["--config", "again.toml"])), settings(&shown));
    assert_ne!(settings(&print(&["--isolated"])), settings(&shown));
}
