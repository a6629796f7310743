//! `--allow`, `--warn` and `--deny`: of what is said of one rule, the last counts, so their order is kept.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use super::code::CodeParser;
use crate::rules::Rule;
use crate::rules::levels::Level;

/// The levels that the command line gives to rules, in its order.
#[derive(Clone, Debug, Default)]
pub struct LevelArgs(pub Vec<(&'static Rule, Level)>);

/// Each option with its letter, its level and its help.
const OPTIONS: [(&str, char, Level, &str); 3] = [
    ("allow", 'A', Level::Allow, "Leave out what this rule finds: it is counted as allowed, and no more"),
    ("warn", 'W', Level::Warn, "Count what this rule finds as warnings"),
    ("deny", 'D', Level::Deny, "Count what this rule finds as errors"),
];

impl Args for LevelArgs {
    fn augment_args(command: Command) -> Command {
        OPTIONS.into_iter().fold(command, |command, (name, letter, _, help)| {
            let option = Arg::new(name)
                .long(name)
                .short(letter)
                .help(help)
                .value_name("CODE[,CODE]")
                .help_heading(super::RULES);
            command.arg(
                option
                    .action(ArgAction::Append)
                    .value_delimiter(',')
                    .value_parser(CodeParser)
                    .hide_possible_values(true),
            )
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
