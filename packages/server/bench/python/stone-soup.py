"""Runs Stone Soup's trackers on a scenario of the benchmarks.

    stone-soup.py SCENARIO TRACKS METHOD SECONDS_MAX

METHOD is gnn, gnn-tree, jpda or jpda-tree. The settings are those of the native baseline: constant velocity, an extended Kalman filter,
a gate of 3.37 sigmas (GNN), confirmation at the third detection. SCENARIO is JSON: radars, looks in order of time, moments. TRACKS gets the
confirmed tracks at each moment. Prints its figures as JSON. Axes are east, north, up; the library's bearing counts from east.
"""

import datetime
import json
import os
import sys
import time
import warnings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
warnings.filterwarnings("ignore")

import numpy as np
from stonesoup.buffered_generator import BufferedGenerator
from stonesoup.dataassociator.neighbour import GNNWith2DAssignment
from stonesoup.dataassociator.probability import JPDAwithEHM2
from stonesoup.dataassociator.tree import TPRTreeGNN2D, TPRTreeMixIn
from stonesoup.deleter.time import UpdateTimeStepsDeleter
from stonesoup.hypothesiser.distance import DistanceHypothesiser
from stonesoup.hypothesiser.probability import PDAHypothesiser
from stonesoup.initiator.simple import MultiMeasurementInitiator
from stonesoup.measures import Mahalanobis
from stonesoup.models.measurement.nonlinear import CartesianToElevationBearingRange
from stonesoup.models.transition.linear import (
    CombinedLinearGaussianTransitionModel,
    ConstantVelocity,
)
from stonesoup.predictor.kalman import KalmanPredictor
from stonesoup.reader.base import DetectionReader
from stonesoup.tracker.simple import MultiTargetMixtureTracker, MultiTargetTracker
from stonesoup.types.angle import Bearing, Elevation
from stonesoup.types.array import StateVector
from stonesoup.types.detection import Detection
from stonesoup.types.state import GaussianState
from stonesoup.updater.kalman import ExtendedKalmanUpdater


class TreeJpda(TPRTreeMixIn, JPDAwithEHM2):
    """The joint association with a tree before it, as the library's tests build it."""


START = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
MAPPING = np.array([0, 2, 4])
ORDER = [0, 2, 4, 1, 3, 5]


def measurement_model(radar):
    sigmas = [radar["elevationSigmaRad"], radar["azimuthSigmaRad"], radar["rangeSigmaM"]]
    return CartesianToElevationBearingRange(
        ndim_state=6,
        mapping=MAPPING,
        noise_covar=np.diag(np.square(sigmas)),
        translation_offset=np.array([[radar["eastM"]], [radar["northM"]], [0.0]]),
    )


def detections_of(scenario, models):
    for look in scenario["looks"]:
        at = START + datetime.timedelta(seconds=look["timeS"])
        found = set()
        for distance, azimuth, elevation in look["detections"]:
            bearing = Bearing(np.pi / 2 - azimuth)
            vector = StateVector([Elevation(elevation), bearing, distance])
            found.add(Detection(vector, timestamp=at, measurement_model=models[look["radar"]]))
        yield at, found


class Looks(DetectionReader):
    @BufferedGenerator.generator_method
    def detections_gen(self):
        yield from self.looks


def build(method, scenario, looks, model):
    transition = CombinedLinearGaussianTransitionModel(
        [ConstantVelocity(30.0), ConstantVelocity(30.0), ConstantVelocity(60.0)]
    )
    predictor, updater = KalmanPredictor(transition), ExtendedKalmanUpdater(model)
    nearest = DistanceHypothesiser(predictor, updater, Mahalanobis(), missed_distance=3.37)
    tree = {
        "measurement_model": model,
        "horizon_time": datetime.timedelta(seconds=10),
        "vel_mapping": [1, 3, 5],
    }
    with_tree = method.endswith("-tree")

    def neighbours():
        return TPRTreeGNN2D(hypothesiser=nearest, **tree) if with_tree else GNNWith2DAssignment(nearest)

    if method.startswith("gnn"):
        kind, associator = MultiTargetTracker, neighbours()
    else:
        likely = PDAHypothesiser(
            predictor,
            updater,
            clutter_spatial_density=scenario["clutterDensity"],
            prob_detect=scenario["detectionProbability"],
            prob_gate=0.99,
        )
        kind = MultiTargetMixtureTracker
        associator = TreeJpda(hypothesiser=likely, **tree) if with_tree else JPDAwithEHM2(likely)
    initiator = MultiMeasurementInitiator(
        prior_state=GaussianState([[0]] * 6, np.diag([0, 200.0**2, 0, 200.0**2, 0, 150.0**2])),
        deleter=UpdateTimeStepsDeleter(2),
        data_associator=neighbours(),
        updater=updater,
        measurement_model=model,
        min_points=3,
    )
    reader = Looks()
    reader.looks = looks
    return kind(
        initiator=initiator,
        deleter=UpdateTimeStepsDeleter(5),
        detector=reader,
        data_associator=associator,
        updater=updater,
    )


def main():
    scenario_path, tracks_path, method, seconds_max = sys.argv[1:5]
    with open(scenario_path) as file:
        scenario = json.load(file)
    models = [measurement_model(radar) for radar in scenario["radars"]]
    looks = list(detections_of(scenario, models))
    moments = {round(moment * 1e6): place for place, moment in enumerate(scenario["momentsS"])}
    written = [[] for _ in scenario["momentsS"]]
    tracker = iter(build(method, scenario, looks, models[0]))
    scan_seconds, detections, reached = [], 0, -1
    while sum(scan_seconds) < float(seconds_max):
        begun = time.process_time()
        try:
            at, tracks = next(tracker)
        except StopIteration:
            break
        scan_seconds.append(time.process_time() - begun)
        detections += len(looks[len(scan_seconds) - 1][1])
        place = moments.get(round((at - START).total_seconds() * 1e6))
        if place is None:
            continue
        reached = place
        written[place] = [
            {
                "id": track.id,
                "state": np.asarray(track.state.mean, float).ravel()[ORDER].tolist(),
                "covariance": np.asarray(track.state.covar, float)[np.ix_(ORDER, ORDER)].ravel().tolist(),
            }
            for track in tracks
        ]
    with open(tracks_path, "w") as file:
        json.dump(written[: reached + 1], file)
    print(json.dumps({"detections": detections, "scanSeconds": scan_seconds, "moments": reached + 1}))


main()
