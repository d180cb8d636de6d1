//! The closed word lists of entries and settings: kinds, ties, outcomes, reasons. One word per thing.

use serde::Serialize;

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        pub(crate) enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All of them, in the order of the format's description.
            pub(crate) const ALL: &[$name] = &[$($name::$variant,)+];

            /// Their words, in the same order.
            pub(crate) const WORDS: &[&str] = &[$($word,)+];

            /// The word in a file.
            pub(crate) fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// The one of a word; `None` for another word.
            #[allow(dead_code, reason = "not every list is read from a command line")]
            pub(crate) fn parse(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

impl Default for Kind {
    /// What an entry is whose file does not say.
    fn default() -> Kind {
        Kind::AskLearning
    }
}

words! {
    /// What an entry is.
    Kind {
        /// Asks how to learn something.
        AskLearning = "ask-learning",
        /// Asks for a conversation about a path.
        AskInfoInterview = "ask-info-interview",
        /// Asks a practitioner's technical question.
        AskTechnical = "ask-technical",
        /// Asks for an opinion on a piece of work.
        AskFeedback = "ask-feedback",
        /// Asks for support or a decision.
        AskSupport = "ask-support",
        /// Asks to be introduced.
        AskIntro = "ask-intro",
        /// Asks for a referral.
        AskReferral = "ask-referral",
        /// A post that asks everyone.
        PublicQuestion = "public-question",
        /// A second message.
        Nudge = "nudge",
        /// Thanks for help.
        Thanks = "thanks",
        /// Notes after a meeting.
        Recap = "recap",
        /// A report of what came of it.
        Update = "update",
        /// Help given, a post or a comment.
        Give = "give",
        /// Help that nobody was asked for.
        Inbound = "inbound",
    }
}

impl Kind {
    /// A letter that asks: what reply rates count.
    pub(crate) fn is_letter(self) -> bool {
        self < Kind::PublicQuestion
    }

    /// Begins a thread that waits for an answer: a letter or a public question.
    pub(crate) fn opens_thread(self) -> bool {
        self <= Kind::PublicQuestion
    }

    /// Complete once sent: nothing is waited for.
    pub(crate) fn is_complete_once_sent(self) -> bool {
        self > Kind::Nudge
    }

    /// Closes the loop with a person who helped.
    pub(crate) fn closes_loop(self) -> bool {
        matches!(self, Kind::Thanks | Kind::Recap | Kind::Update)
    }

    /// Has a recipient that must be named.
    pub(crate) fn needs_recipient(self) -> bool {
        !matches!(self, Kind::PublicQuestion | Kind::Give)
    }
}

words! {
    /// How well the recipient is known.
    Tie {
        /// A stranger.
        None = "none",
        /// Met or followed.
        Weak = "weak",
        /// Known once, long silent.
        Dormant = "dormant",
        /// Talked with.
        Warm = "warm",
        /// Close.
        Strong = "strong",
    }
}

words! {
    /// What a reply brought.
    Outcome {
        /// An answer.
        Answer = "answer",
        /// A book, link or tool.
        Resource = "resource",
        /// An introduction to someone.
        Introduction = "introduction",
        /// A meeting.
        Meeting = "meeting",
        /// Someone who goes along.
        Mentor = "mentor",
        /// A referral.
        Referral = "referral",
        /// A no.
        Declined = "declined",
    }
}

words! {
    /// Why the user stopped waiting.
    CloseReason {
        /// No answer came.
        NoReply = "no-reply",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Could not be delivered.
        Bounced = "bounced",
        /// Solved another way.
        Solved = "solved",
    }
}

words! {
    /// What a `totals` site shows of an entry.
    PublicLevel {
        /// Its Learned sections.
        Learned = "learned",
        /// Its message too, masked.
        Text = "text",
        /// Public already: post or help given.
        True = "true",
    }
}

words! {
    /// Whose eyes the site is for.
    Privacy {
        /// Everything, for oneself.
        Full = "full",
        /// To give away.
        Shared = "shared",
        /// Figures and templates only.
        Totals = "totals",
    }
}

words! {
    /// When `save` commits.
    SaveMode {
        /// On command.
        Manual = "manual",
        /// After every writing command.
        Auto = "auto",
    }
}

/// The known channels; settings may add more ([`Settings::known_channels`](super::Settings::known_channels)).
pub(crate) const CHANNELS: [&str; 21] = [
    "email",
    "inmail",
    "linkedin-dm",
    "linkedin-note",
    "linkedin-post",
    "x",
    "threads",
    "messenger",
    "facebook",
    "instagram",
    "line",
    "slack",
    "discord",
    "teams",
    "github",
    "forum",
    "dcard",
    "ptt",
    "in-person",
    "phone",
    "other",
];

/// The words that a key of a request takes; `None` for a key that takes any text. A channel may be another than these.
pub(crate) fn words_of(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "kind" => Kind::WORDS,
        "channel" => &CHANNELS,
        "to.tie" => Tie::WORDS,
        "outcome" => Outcome::WORDS,
        "close_reason" => CloseReason::WORDS,
        _ => return None,
    })
}

/// The keys of a template, in the order of spec 1.
pub(crate) const TEMPLATE_KEYS: [&str; 15] = [
    "title",
    "version",
    "kind",
    "channel",
    "tie",
    "lang",
    "when",
    "not_when",
    "purpose",
    "subject",
    "summary",
    "parts",
    "variables",
    "changes",
    "tags",
];
/// The keys of the settings.
pub(crate) const SETTINGS_KEYS: [&str; 16] = [
    "title",
    "name",
    "me",
    "addresses",
    "lang",
    "timezone",
    "goal",
    "follow_up",
    "holidays",
    "workdays",
    "channels",
    "fields",
    "checks",
    "help_line",
    "git",
    "site",
];

/// The keys of the settings' `follow_up`.
pub(crate) const FOLLOW_UP_KEYS: [&str; 8] = ["after", "cold", "warm", "window", "give_up", "thanks", "report_back", "draft"];

/// The keys of `to`.
pub(crate) const TO_KEYS: [&str; 8] = ["name", "call", "role", "org", "background", "why", "tie", "handle"];
