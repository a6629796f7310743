//! `--allow`, `--warn` and `--deny`. If a rule is given several levels, the last one counts, so their order is kept.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use super::code::code;
use super::headings::RULES;
use crate::rules::Rule;
use crate::rules::levels::Level;

/// The levels that the command line gives to rules, in their order.
#[derive(Clone, Debug, Default)]
pub struct LevelArgs(pub Vec<(&'static Rule, Level)>);

/// Each option's name, letter, level and help.
const OPTIONS: [(&str, char, Level, &str); 3] = [
    ("allow", 'A', Level::Allow, "Do not report this rule's findings, only count them as allowed"),
    ("warn", 'W', Level::Warn, "Report this rule's findings as warnings"),
    ("deny", 'D', Level::Deny, "Report this rule's findings as errors"),
];

impl Args for LevelArgs {
    fn augment_args(command: Command) -> Command {
        OPTIONS.into_iter().fold(command, |command, (name, letter, _, help)| {
            let option = Arg::new(name)
                .long(name)
                .short(letter)
                .help(help)
                .value_name("CODE[,CODE]")
                .help_heading(RULES);
            command.arg(option.action(ArgAction::Append).value_delimiter(',').value_parser(code))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for LevelArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut given = Vec::new();
        for (name, _, level, _) in OPTIONS {
            let rules = matches.get_many::<&'static Rule>(name).into_iter().flatten();
            let indices = matches.indices_of(name).into_iter().flatten();
            given.extend(indices.zip(rules).map(|(index, rule)| (index, *rule, level)));
        }
        given.sort_by_key(|(index, ..)| *index);
        Ok(Self(given.into_iter().map(|(_, rule, level)| (rule, level)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
