"""The published model of real threads: intercept, then one weight for each of the first 44 signs, in their order.

A logistic regression fitted on the real X and Mastodon threads of half of 66 accounts (293 threads; 1,824 single newlines,
326 of them inside posts; 1,780 blank lines, 282 inside). Those threads themselves are not part of this project.
"""

from __future__ import annotations

PRIOR: dict[str, list[float]] = {
    "newline": [
        6.21, -1.59, -0.22, 0.45, -2.76, -1.67, 1.05, 1.18, -1.88, -0.31, 0.89, 0.14, -1.26, 0.24, 0.42, 0.73,
        0.88, 1.42, 0.93, 0.72, -0.32, 1.88, 0.63, -1.12, -0.33, 1.22, -0.38, 0.03, -0.34, -0.56, -0.33, -0.11,
        -0.2, -0.77, -0.75, 0.22, -3.03, -1.63, 0.23, -1.37, -0.02, -0.91, -0.03, -1.23, -0.23,
    ],
    "blank": [
        3.15, -1.67, -1.45, -0.7, -3.48, -1.64, 0.87, -0.13, -0.43, -0.31, 1.11, -0.42, -1.63, 0.74, -0.15, -1.5,
        0.01, 0.81, 0.79, 0.06, 0.54, 1.22, 0.48, -0.19, -0.36, -0.61, -0.15, 0.28, -0.66, 0.14, -0.43, -0.3, 1.44,
        0.47, 0.25, -0.16, -1.78, -1.01, 0.02, -0.42, 0.52, 0.51, 0.86, -0.91, 0.16,
    ],
}
