//! The facts that a command line may give of a new request, and what they come to with the template and the person's last entry.

use super::filters::not_a_word;
use super::open::Open;
use super::scaffold::{Filled, Source};
use super::when;
use crate::calendar::Direction;
use crate::error::{Error, Result};
use crate::journal::{Kind, MessageTemplate, Recipient, Request, Tie};
use crate::labels::text;
use crate::text::near::nearest;

/// The facts that a command line may give.
#[derive(clap::Args)]
pub(super) struct FactArgs {
    /// The recipient's name.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub(super) to: Option<String>,
    /// How the message addresses the person 稱呼.
    #[arg(long, allow_hyphen_values = true)]
    call: Option<String>,
    /// What the person does.
    #[arg(long, allow_hyphen_values = true)]
    role: Option<String>,
    /// Where the person works.
    #[arg(long, allow_hyphen_values = true)]
    org: Option<String>,
    /// The person's background 對象背景.
    #[arg(long, allow_hyphen_values = true)]
    background: Option<String>,
    /// Why this person.
    #[arg(long, allow_hyphen_values = true)]
    why: Option<String>,
    /// How well you know each other: none, weak, dormant, warm or strong.
    #[arg(long, allow_hyphen_values = true)]
    tie: Option<String>,
    /// What tells two people of one name apart.
    #[arg(long, allow_hyphen_values = true)]
    handle: Option<String>,
    /// How it goes out: email, linkedin-dm, line…
    #[arg(long, allow_hyphen_values = true)]
    channel: Option<String>,
    /// What it is: ask-learning, public-question…
    #[arg(long, allow_hyphen_values = true)]
    kind: Option<String>,
    /// The summary 內容摘要, in one line.
    #[arg(long, allow_hyphen_values = true)]
    summary: Option<String>,
    /// The subject line.
    #[arg(long, allow_hyphen_values = true)]
    subject: Option<String>,
    /// A word for the problem it belongs to.
    #[arg(long, value_name = "WORD")]
    problem: Option<String>,
    /// When the need was first felt.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    noticed: Option<String>,
    /// A date that the recipient is told.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    deadline: Option<String>,
    /// My guess of the reply chance, 0 to 1.
    #[arg(long, value_name = "P")]
    forecast: Option<f64>,
    /// A variable of the template and its text.
    #[arg(long = "set", value_name = "VAR=TEXT", allow_hyphen_values = true)]
    pub(super) sets: Vec<String>,
    /// Do not open the editor.
    #[arg(long)]
    pub(super) no_edit: bool,
    /// Never ask.
    #[arg(long)]
    pub(super) no_input: bool,
}

impl FactArgs {
    /// What the entry is: a nudge, else as told, else as the template is.
    ///
    /// # Errors
    /// A word that is no kind.
    pub(super) fn kind(&self, template: Option<&MessageTemplate>, is_nudge: bool) -> Result<Kind> {
        match &self.kind {
            _ if is_nudge => Ok(Kind::Nudge),
            Some(word) => Kind::parse(word).ok_or_else(|| not_a_word("--kind", word, Kind::WORDS)),
            None => Ok(template.map_or(Kind::AskLearning, |template| template.kind)),
        }
    }

    /// The given facts of the person, over those of the newest entry that names the person, over the template's tie; `None` where
    /// nothing is known.
    ///
    /// # Errors
    /// A word that is no tie.
    pub(super) fn recipient(
        &self,
        name: Option<String>,
        known: Option<&Request>,
        template: Option<&MessageTemplate>,
    ) -> Result<Option<Recipient>> {
        let tie = self.tie.as_ref().map(|word| Tie::parse(word).ok_or_else(|| not_a_word("--tie", word, Tie::WORDS))).transpose()?;
        let base = known.and_then(|known| known.to.clone()).unwrap_or_default();
        let to = Recipient {
            name: name.or(base.name),
            call: given(&self.call).or(base.call),
            role: given(&self.role).or(base.role),
            org: given(&self.org).or(base.org),
            background: given(&self.background).or(base.background),
            why: given(&self.why).or(base.why),
            tie: tie.or(base.tie),
            handle: given(&self.handle).or(base.handle),
        };
        let any = to.is_named() || to.call.is_some() || to.why.is_some();
        let of_template = template.and_then(|template| template.tie).filter(|_| known.is_none());
        Ok(any.then(|| Recipient { tie: to.tie.or(of_template), ..to }))
    }

    /// The other facts: as given, else from the filled template, else from `letter`, the entry whose person is asked again.
    ///
    /// # Errors
    /// A day that cannot be read, a forecast that is no share.
    pub(super) fn facts(
        &self,
        open: &Open,
        source: Option<&Source>,
        filled: Option<&Filled>,
        letter: Option<&Request>,
    ) -> Result<Vec<(&'static str, String)>> {
        let now = open.journal.now;
        let template = source.map(|source| &source.template);
        let channel = self.channel.clone().or_else(|| letter?.channel.clone()).or_else(|| template?.channel.clone());
        if let Some(channel) = &channel {
            say_odd_channel(open, channel);
        }
        if self.forecast.is_some_and(|forecast| !(0.0..=1.0).contains(&forecast)) {
            return Err(Error::new(text!("wrong-type.option", key = "--forecast")).help(text!("takes.share")));
        }
        let day = |when: &Option<String>, direction| when.as_ref().map(|when| when::read(when, now, direction)).transpose();
        let (noticed, deadline) = (day(&self.noticed, Direction::Past)?, day(&self.deadline, Direction::Coming)?);
        for (key, moment) in [("noticed", noticed), ("deadline", deadline)] {
            if let Some(moment) = moment {
                open.say(&text!("day.chosen", key = key, day = moment));
            }
        }
        let all = [
            ("channel", channel),
            ("subject", self.subject.clone().or_else(|| filled?.subject.clone())),
            ("summary", self.summary.clone().or_else(|| filled?.summary.clone())),
            ("template", source.and_then(|source| source.reference.as_ref()).map(ToString::to_string)),
            ("problem", self.problem.clone().or_else(|| letter?.problem.clone())),
            ("noticed", noticed.map(|noticed| noticed.to_string())),
            ("deadline", deadline.map(|deadline| deadline.to_string())),
            ("forecast", self.forecast.map(|forecast| forecast.to_string())),
        ];
        Ok(all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
    }
}

/// An option's text; an empty one was not given.
fn given(option: &Option<String>) -> Option<String> {
    option.clone().filter(|text| !text.trim().is_empty())
}

/// Says of a channel that nobody knows, and that is nearly a known one, which may be meant.
fn say_odd_channel(open: &Open, channel: &str) {
    let known = || open.journal.settings.known_channels();
    if !known().any(|word| word == channel)
        && let Some(near) = nearest(channel, known())
    {
        open.say(&text!("new.odd-channel", channel = channel, near = near));
    }
}
