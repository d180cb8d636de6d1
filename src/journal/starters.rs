//! The starter templates, embedded: twelve in each language.

use super::entry::entry_from_bytes;
use super::settings::Settings;
use super::template::MessageTemplate;
use crate::calendar::Now;
use crate::disk::Found;
use crate::labels::Lang;

/// A template that `init` and `template add` put into a library.
pub(crate) struct Starter {
    /// Its id.
    pub(crate) id: &'static str,
    /// Its language.
    pub(crate) lang: Lang,
    /// The file.
    pub(crate) source: &'static str,
}

impl Starter {
    /// The template that it becomes in a library.
    ///
    /// # Panics
    /// When it is no template; a test reads them all.
    pub(crate) fn template(&self, settings: &Settings, now: Now) -> MessageTemplate {
        let path = format!("templates/{}.md", self.id);
        let found = Found::of(path, "");
        let read = entry_from_bytes(found, self.source.as_bytes().to_vec(), settings, now);
        read.template().expect("a starter is a template")
    }
}

macro_rules! starters {
    ($($id:literal)+) => {
        &[
            $(Starter { id: $id, lang: Lang::ZhTw, source: include_str!(concat!("../../templates/starter/zh-TW/", $id, ".md")) },)+
            $(Starter { id: $id, lang: Lang::En, source: include_str!(concat!("../../templates/starter/en/", $id, ".md")) },)+
        ]
    };
}

/// All starters, in the order of the article's ideas.
pub(crate) const STARTERS: &[Starter] = starters! {
    "learning-blind-spot"
    "informational-interview"
    "technical-choice"
    "mentor-follow-up"
    "thank-you-close-the-loop"
    "gentle-nudge"
    "referral-thank-you"
    "public-question"
    "manager-support"
    "intro-request"
    "portfolio-feedback"
    "meeting-recap"
};
