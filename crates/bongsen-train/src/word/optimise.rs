//! The optimiser: L2-regularised squared hinge loss by L-BFGS.
//!
//! Only additions, multiplications and one square root, in a fixed order, so the same weights come out of the same
//! examples on every machine. The loss is that of liblinear's default (`L2R_L2LOSS_SVC`): `w·w/2 + C Σ max(0, 1 - y w·x)²`;
//! the two-loop recursion is Nocedal & Wright, *Numerical Optimization*, algorithm 7.4.

/// Examples in compressed rows: the features of row `i` are `features[rows[i]..rows[i + 1]]`, each with value 1 (a
/// feature given twice counts twice).
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Start of each row, and the end of the last.
    pub rows: Vec<u32>,
    /// Feature numbers.
    pub features: Vec<u32>,
    /// What is to be predicted: +1 or -1.
    pub labels: Vec<f32>,
    /// How much each row counts.
    pub weights: Vec<f32>,
    /// What another model says of each row; the weights learn what is to be added to it.
    pub offsets: Vec<f32>,
}

impl Examples {
    /// No examples.
    pub fn new() -> Self {
        Self { rows: vec![0], ..Self::default() }
    }

    /// Adds one example.
    pub fn push(&mut self, features: &[u32], label: bool, weight: f32, offset: f32) {
        self.features.extend_from_slice(features);
        self.rows.push(self.features.len() as u32);
        self.labels.push(if label { 1.0 } else { -1.0 });
        self.weights.push(weight);
        self.offsets.push(offset);
    }

    fn row(&self, i: usize) -> &[u32] {
        &self.features[self.rows[i] as usize..self.rows[i + 1] as usize]
    }

    /// The loss at `weights`; its gradient is written into `gradient`.
    fn loss(&self, c: f64, weights: &[f64], gradient: &mut [f64]) -> f64 {
        gradient.copy_from_slice(weights);
        let mut loss = weights.iter().map(|w| w * w).sum::<f64>() / 2.0;
        for i in 0..self.labels.len() {
            let row = self.row(i);
            let label = f64::from(self.labels[i]);
            let score = f64::from(self.offsets[i]) + row.iter().map(|&f| weights[f as usize]).sum::<f64>();
            let margin = 1.0 - label * score;
            if margin > 0.0 {
                let cost = c * f64::from(self.weights[i]);
                loss += cost * margin * margin;
                let slope = -2.0 * cost * margin * label;
                for &f in row {
                    gradient[f as usize] += slope;
                }
            }
        }
        loss
    }
}

/// Pairs of steps that L-BFGS remembers.
const MEMORY: usize = 8;

/// Finds the weights of `count` features. `tick` is called once an iteration with the loss.
pub fn train(examples: &Examples, count: usize, c: f64, iterations: usize, mut tick: impl FnMut(f64)) -> Vec<f64> {
    let mut weights = vec![0.0; count];
    let mut gradient = vec![0.0; count];
    let mut loss = examples.loss(c, &weights, &mut gradient);
    let first_norm = norm(&gradient);
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for iteration in 0..iterations {
        if norm(&gradient) <= 1e-4 * first_norm {
            break;
        }
        let direction = direction(&gradient, &history);
        let slope = dot(&direction, &gradient);
        if slope >= 0.0 {
            history.clear();
            continue;
        }
        let mut step = if iteration == 0 { 1.0 / norm(&gradient).max(1.0) } else { 1.0 };
        let (mut next, mut next_gradient) = (weights.clone(), vec![0.0; count]);
        let mut found = false;
        for _ in 0..20 {
            for ((n, w), d) in next.iter_mut().zip(&weights).zip(&direction) {
                *n = w + step * d;
            }
            let next_loss = examples.loss(c, &next, &mut next_gradient);
            if next_loss <= loss + 1e-4 * step * slope {
                loss = next_loss;
                found = true;
                break;
            }
            step /= 2.0;
        }
        if !found {
            break;
        }
        let moved: Vec<f64> = next.iter().zip(&weights).map(|(n, w)| n - w).collect();
        let turned: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(n, g)| n - g).collect();
        let curvature = dot(&moved, &turned);
        if curvature > 1e-10 {
            if history.len() == MEMORY {
                history.remove(0);
            }
            history.push((moved, turned, 1.0 / curvature));
        }
        weights = next;
        gradient = next_gradient;
        tick(loss);
    }
    weights
}

fn direction(gradient: &[f64], history: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut q: Vec<f64> = gradient.to_vec();
    let mut alphas = Vec::with_capacity(history.len());
    for (moved, turned, rho) in history.iter().rev() {
        let alpha = rho * dot(moved, &q);
        for (q, t) in q.iter_mut().zip(turned) {
            *q -= alpha * t;
        }
        alphas.push(alpha);
    }
    if let Some((_, turned, rho)) = history.last() {
        let scale = 1.0 / (rho * dot(turned, turned));
        for q in &mut q {
            *q *= scale;
        }
    }
    for ((moved, turned, rho), alpha) in history.iter().zip(alphas.iter().rev()) {
        let beta = rho * dot(turned, &q);
        for (q, m) in q.iter_mut().zip(moved) {
            *q += (alpha - beta) * m;
        }
    }
    for q in &mut q {
        *q = -*q;
    }
    q
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_feature_has_the_closed_form() {
        // One example, one feature, C = 1/2: w²/2 + (1-w)²/2 is least at 1/2.
        let mut examples = Examples::new();
        examples.push(&[0], true, 1.0, 0.0);
        let weights = train(&examples, 1, 0.5, 100, |_| ());
        assert!((weights[0] - 0.5).abs() < 1e-3, "{weights:?}");
    }

    #[test]
    fn what_is_known_already_is_not_learned_again() {
        let mut examples = Examples::new();
        examples.push(&[0], true, 1.0, 1.0);
        examples.push(&[1], false, 1.0, 1.0);
        let weights = train(&examples, 2, 1.0, 100, |_| ());
        assert!(weights[0].abs() < 1e-3 && weights[1] < -0.5, "{weights:?}");
    }

    #[test]
    fn what_can_be_told_apart_is() {
        let mut examples = Examples::new();
        let rows: [(&[u32], bool); 4] = [(&[0, 2], true), (&[1, 2], false), (&[0, 3], true), (&[1, 3], false)];
        for (features, label) in rows {
            examples.push(features, label, 1.0, 0.0);
        }
        let weights = train(&examples, 4, 10.0, 100, |_| ());
        assert!(weights[0] > 0.5 && weights[1] < -0.5 && weights[2].abs() < 0.01, "{weights:?}");
    }
}
