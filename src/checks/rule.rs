//! What a rule is, and the macro that makes a table of a room's rules.

use crate::diagnostic::Severity;

/// A rule: what it is called and weighs, the text that explains it, and its function.
pub(crate) struct Rule<Run: 'static> {
    /// What every face shows of it.
    pub(crate) about: About,
    /// Finds what it is about.
    pub(crate) run: Run,
}

/// What every face shows of a rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    /// Kebab-case, the same everywhere.
    pub(crate) name: &'static str,
    /// Its weight unless the settings say otherwise.
    pub(crate) severity: Severity,
    /// The heading it stands under.
    pub(crate) group: Group,
    /// Its text: what, why, source and examples, per language.
    pub(crate) text: &'static str,
}

/// The headings of the catalogue; those of the message are the article's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Can the file be read as what it is?
    Format,
    /// Do the facts agree?
    Consistency,
    /// Does anything get out that should not?
    Privacy,
    /// Is the template one that a letter can be made of?
    Template,
    /// 太冗長.
    TooLong,
    /// 太模糊.
    TooVague,
    /// 把責任丟給對方.
    ShiftsTheWork,
    /// 三段式.
    ThreeParts,
    /// 語氣.
    Tone,
    /// 寄出前.
    BeforeSending,
}

impl Group {
    /// The word in JSON and in the catalogue of labels.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Group::Format => "format",
            Group::Consistency => "consistency",
            Group::Privacy => "privacy",
            Group::Template => "template",
            Group::TooLong => "too-long",
            Group::TooVague => "too-vague",
            Group::ShiftsTheWork => "shifts-the-work",
            Group::ThreeParts => "three-parts",
            Group::Tone => "tone",
            Group::BeforeSending => "before-sending",
        }
    }

    /// Whether its rules read the message.
    pub(crate) fn is_of_message(self) -> bool {
        self >= Group::TooLong
    }
}

/// A room's rules, a line each: the file that holds the function (`NAME.rs`) and the text (`NAME.md`), the
/// name, the weight and the heading.
macro_rules! rules {
    ($run:ty; $($module:ident $name:literal $severity:ident $group:ident;)+) => {
        $(mod $module;)+

        /// The rules of this room, in the order of the catalogue.
        const RULES: &[$crate::checks::rule::Rule<$run>] = &[$($crate::checks::rule::Rule {
            about: $crate::checks::rule::About {
                name: $name,
                severity: $crate::diagnostic::Severity::$severity,
                group: $crate::checks::rule::Group::$group,
                text: include_str!(concat!(stringify!($module), ".md")),
            },
            run: $module::run,
        },)+];

        /// What every face shows of them.
        pub(super) fn abouts() -> impl Iterator<Item = &'static $crate::checks::rule::About> {
            RULES.iter().map(|rule| &rule.about)
        }
    };
}
pub(super) use rules;
