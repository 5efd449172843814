"""Times scipy's sparse assignment on the problems of the benchmarks.

    sparse-assignment.py PROBLEMS REPETITIONS

PROBLEMS is JSON: rows, columns, and for each pairing row, column and cost (below 0, relative to leaving the row alone). Each row gets a
column of its own for that, so that a full matching exists; costs are shifted above 0, which scipy asks for. Prints for each problem the
processor times, s, of the calls alone, and the cost.
"""

import json
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def main():
    with open(sys.argv[1]) as file:
        problems = json.load(file)
    answers = []
    for problem in problems:
        rows, columns = problem["rows"], problem["columns"]
        shift = problem["shift"]
        own = np.arange(rows)
        costs = np.concatenate([np.array(problem["costs"]) + shift, np.full(rows, shift)])
        pairs = (
            np.concatenate([np.array(problem["pairRows"]), own]),
            np.concatenate([np.array(problem["pairColumns"]), columns + own]),
        )
        graph = csr_matrix((costs, pairs), shape=(rows, columns + rows))
        seconds = []
        for _ in range(int(sys.argv[2])):
            begun = time.process_time()
            chosen = min_weight_full_bipartite_matching(graph)
            seconds.append(time.process_time() - begun)
        total = float(graph[chosen].sum()) - shift * rows
        answers.append({"seconds": seconds, "cost": total})
    print(json.dumps(answers))


main()
