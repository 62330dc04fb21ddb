//! Reads a problem from standard input, runs it on egg, and writes one line with what came out.
//!
//! A problem is lines of tab-separated words: `language NAME`, `rule NAME LEFT RIGHT CONDITION…`, `start TERM`,
//! `limits NODES ITERATIONS SCHEDULER`, `repeat COUNT`.

mod lambda;
mod math;

use egg::{Analysis, BackoffScheduler, EGraph, Language, RecExpr, Rewrite, Runner, SimpleScheduler, StopReason};
use std::io::Read;
use std::time::{Duration, Instant};

#[derive(Default)]
pub struct Problem {
    language: String,
    pub rules: Vec<Vec<String>>,
    starts: Vec<String>,
    nodes: usize,
    iterations: usize,
    backoff: bool,
    repeat: usize,
}

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("standard input is text");
    let problem = parse(&text);
    match problem.language.as_str() {
        "math" => solve(&problem, || math::rules(&problem.rules)),
        "lambda" => solve(&problem, lambda::rules),
        other => panic!("no language {other}"),
    }
}

fn parse(text: &str) -> Problem {
    let mut problem = Problem::default();
    for line in text.lines() {
        let words: Vec<String> = line.split('\t').map(str::to_string).collect();
        match words[0].as_str() {
            "language" => problem.language = words[1].clone(),
            "rule" => problem.rules.push(words[1..].to_vec()),
            "start" => problem.starts.push(words[1].clone()),
            "limits" => {
                problem.nodes = words[1].parse().expect("a number of nodes");
                problem.iterations = words[2].parse().expect("a number of iterations");
                problem.backoff = words[3] == "backoff";
            }
            "repeat" => problem.repeat = words[1].parse().expect("a count"),
            other => panic!("no line may begin with {other}"),
        }
    }
    problem
}

/// Runs a problem several times and reports the fastest run.
fn solve<L, N>(problem: &Problem, rules: impl Fn() -> Vec<Rewrite<L, N>>)
where
    L: Language + egg::FromOp + std::fmt::Display + Send + Sync + 'static,
    N: Analysis<L> + Default + 'static,
{
    let mut best: Option<(Duration, String)> = None;
    for _ in 0..problem.repeat {
        let rules = rules();
        let start = Instant::now();
        let runner = run(problem, &rules);
        let time = start.elapsed();
        if best.as_ref().map_or(true, |(least, _)| time < *least) {
            best = Some((time, report(&runner, time)));
        }
    }
    println!("{}", best.expect("at least one run").1);
}

fn run<L, N>(problem: &Problem, rules: &[Rewrite<L, N>]) -> Runner<L, N>
where
    L: Language + egg::FromOp + std::fmt::Display + 'static,
    N: Analysis<L> + Default + 'static,
{
    let mut runner = Runner::<L, N>::new(N::default())
        .with_egraph(EGraph::new(N::default()))
        .with_node_limit(problem.nodes)
        .with_iter_limit(problem.iterations)
        .with_time_limit(Duration::from_secs(120));
    for start in &problem.starts {
        let term: RecExpr<L> = start.parse().unwrap_or_else(|_| panic!("{start} is no term"));
        runner = runner.with_expr(&term);
    }
    if problem.backoff {
        runner.with_scheduler(BackoffScheduler::default()).run(rules)
    } else {
        runner.with_scheduler(SimpleScheduler).run(rules)
    }
}

fn report<L: Language, N: Analysis<L>>(runner: &Runner<L, N>, time: Duration) -> String {
    let stop = match runner.stop_reason {
        Some(StopReason::Saturated) => "saturated",
        Some(StopReason::NodeLimit(_)) => "nodes",
        Some(StopReason::IterationLimit(_)) => "iterations",
        _ => "deadline",
    };
    let sum = |part: fn(&egg::Iteration<()>) -> f64| runner.iterations.iter().map(part).sum::<f64>() * 1000.0;
    format!(
        r#"{{"stop":"{stop}","iterations":{},"nodes":{},"classes":{},"ms":{:.3},"searchMs":{:.3},"applyMs":{:.3},"rebuildMs":{:.3}}}"#,
        runner.iterations.len(),
        runner.egraph.total_number_of_nodes(),
        runner.egraph.number_of_classes(),
        time.as_secs_f64() * 1000.0,
        sum(|i| i.search_time),
        sum(|i| i.apply_time),
        sum(|i| i.rebuild_time)
    )
}
