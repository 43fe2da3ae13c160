"""Times and ways in a city of nine corners, a kilometre apart, at ten metres a second: see `tests.support.roads`."""

import numpy as np
import pytest
from shapely import LineString, Point, box

from geo.places import METRES_PER_DEGREE, Place
from geo.roads.closures import Closures
from geo.roads.drawing import Way
from geo.roads.edges import Edges
from geo.roads.network import RoadNetwork
from geo.roads.profiles import Passage
from geo.travel import UNREACHABLE_SECONDS, Mark, Source
from tests.support.roads import CITY, KM, TWO_WAY, city, corner, network, points

CLOSED_AT_500 = Closures(roads=(Point(*points(corner(7, east_m=500))[0]),))


def seconds(roads: RoadNetwork, origin: Place, destination: Place) -> int:
    return int(roads.seconds(points(origin), points(destination))[0, 0])


def around(number: int, metres: float) -> object:
    x, y = (each * KM for each in CITY[number])
    reach = metres / METRES_PER_DEGREE
    return box(x - reach, y - reach, x + reach, y + reach)


def test_from_corner_to_corner_it_is_blocks_times_a_hundred_seconds() -> None:
    corners = points(*(corner(number) for number in CITY))
    blocks = [[abs(x - u) + abs(y - v) for u, v in CITY.values()] for x, y in CITY.values()]
    assert (city().seconds(corners, corners) == np.array(blocks) * 100).all()


def test_a_place_beside_a_street_walks_to_it_and_drives_the_rest_of_the_block() -> None:
    """150 m on foot at 5 km/h are 108 s; 700 m to the corner are 70 s."""
    beside = corner(7, east_m=300, north_m=-150)
    assert seconds(city(), beside, corner(9)) == 108 + 70 + 100
    assert seconds(city(), corner(9), beside) == 108 + 70 + 100


def test_two_places_in_one_street_drive_along_it() -> None:
    assert seconds(city(), corner(7, east_m=200), corner(7, east_m=900)) == 70
    assert seconds(city(), corner(7, east_m=900), corner(7, east_m=200)) == 70


def test_a_one_way_street_is_driven_round_the_block() -> None:
    """From 8 back to 7 along the street would be one block; it takes 8-5-4-7."""
    roads = city(one_way=[(7, 8, 9)])
    assert seconds(roads, corner(7), corner(8)) == 100
    assert seconds(roads, corner(8), corner(7)) == 300
    assert seconds(roads, corner(7, east_m=900), corner(7, east_m=200)) == 10 + 300 + 20


def test_a_place_too_far_from_every_road_has_no_way() -> None:
    roads = network([Way((1, 2), TWO_WAY)], within_m=100)
    assert seconds(roads, corner(1, north_m=200), corner(2)) == UNREACHABLE_SECONDS
    assert roads.route(corner(1, north_m=200), corner(2)) is None


def test_a_way_leads_from_the_place_over_the_corners_to_the_place() -> None:
    way = city().route(corner(7, east_m=300), corner(8, north_m=400))
    assert way is not None
    wanted = points(corner(7, east_m=300), corner(8), corner(8, north_m=400))
    assert way.points == pytest.approx(np.array(wanted), abs=1e-9)
    assert (way.seconds, way.mark) == (110, Mark(Source.ROADS))
    assert way.distance_m == pytest.approx(1100, abs=0.5)


def test_every_way_takes_as_long_as_the_matrix_says() -> None:
    roads = city(one_way=[(7, 8, 9), (1, 4, 7)])
    places = [corner(number, east_m=east) for number in CITY for east in (0, 400) if CITY[number][0] < 2 or east == 0]
    matrix = roads.seconds(points(*places), points(*places))
    for i, origin in enumerate(places):
        for j, destination in enumerate(places):
            way = roads.route(origin, destination)
            assert way is not None
            assert way.seconds == matrix[i, j]
            assert way.distance_m == pytest.approx(matrix[i, j] * 10, abs=10)


def test_a_place_to_itself_takes_no_time() -> None:
    way = city().route(corner(5), corner(5))
    assert way is not None
    assert (way.seconds, way.points.shape) == (0, (2, 2))


def test_a_point_closes_the_road_that_it_lies_on() -> None:
    closed = city().with_closures(CLOSED_AT_500, "closed")
    assert seconds(closed, corner(7), corner(8)) == 300
    assert closed.version == "closed"


def test_a_closed_road_is_driven_up_to_the_closure_from_either_side() -> None:
    closed = city().with_closures(CLOSED_AT_500, "closed")
    assert seconds(closed, corner(7), corner(7, east_m=400)) == 40
    assert seconds(closed, corner(8), corner(7, east_m=600)) == 40
    assert seconds(closed, corner(7, east_m=400), corner(7, east_m=600)) == 40 + 300 + 40


def test_a_line_closes_the_roads_along_it_and_not_those_that_cross() -> None:
    """Drawn from a little before corner 4 to a little behind corner 5, it crosses two streets."""
    line = LineString(points(corner(4, east_m=50), corner(5, east_m=50)))
    closed = city().with_closures(Closures(roads=(line,)), "closed")
    assert seconds(closed, corner(4), corner(5)) == 300
    assert seconds(closed, corner(2), corner(8)) == 200
    assert seconds(closed, corner(5), corner(6)) == 100


def test_an_area_closes_every_road_that_touches_it() -> None:
    closed = city().with_closures(Closures(roads=(around(5, 10),)), "closed")
    assert seconds(closed, corner(2), corner(8)) == 400
    assert seconds(closed, corner(4), corner(6)) == 400


def test_who_stands_inside_a_closure_walks_to_the_nearest_open_road() -> None:
    """West of corner 5, inside, the nearest open street is the one of corner 4: 990 m on foot, 713 s."""
    closed = city().with_closures(Closures(roads=(around(5, 20),)), "closed")
    way = closed.route(corner(5, east_m=-10), corner(4))
    assert way is not None
    assert way.seconds == 713


def test_other_closures_take_the_place_of_those_before() -> None:
    first = city().with_closures(Closures(roads=(around(5, 10),)), 1)
    assert seconds(first.with_closures(Closures(), 2), corner(2), corner(8)) == 200


def test_nobody_drives_through_an_area_without_transit() -> None:
    closed = city().with_closures(Closures(areas=(around(5, 100),)), "closed")
    assert seconds(closed, corner(2), corner(8)) == 400
    assert seconds(closed, corner(4, north_m=0, east_m=100), corner(6, east_m=-100)) == 10 + 400 + 10


def test_who_works_in_the_area_drives_in_and_out_in_the_usual_time() -> None:
    closed = city().with_closures(Closures(areas=(around(5, 100),)), "closed")
    assert seconds(closed, corner(2), corner(5)) == 100
    assert seconds(closed, corner(5), corner(8)) == 100
    assert seconds(closed, corner(5, east_m=-50), corner(5, east_m=50)) == 10
    way = closed.route(corner(2), corner(5))
    assert way is not None
    assert way.seconds == 100


def test_an_area_across_a_street_between_two_corners_closes_that_street() -> None:
    x, y = points(corner(7, east_m=500))[0]
    closed = city().with_closures(Closures(areas=(box(x - 0.0005, y - 0.0005, x + 0.0005, y + 0.0005),)), "closed")
    assert seconds(closed, corner(7), corner(8)) == 300
    assert seconds(closed, corner(7, east_m=200), corner(7, east_m=800)) == 20 + 300 + 20
    assert seconds(closed, corner(7), corner(7, east_m=500)) == 50
    assert seconds(closed, corner(7), corner(7, east_m=200)) == 20


def test_a_wall_of_areas_leaves_no_way_and_says_so() -> None:
    x, y = points(corner(4))[0]
    wall = box(x - 1, y - 100 / METRES_PER_DEGREE, x + 1, y + 100 / METRES_PER_DEGREE)
    closed = city().with_closures(Closures(areas=(wall,)), "closed")
    assert seconds(closed, corner(2), corner(8)) == UNREACHABLE_SECONDS
    assert closed.route(corner(2), corner(8)) is None
    assert seconds(closed, corner(2), corner(5)) == 100


def test_areas_that_overlap_are_one() -> None:
    x, y = points(corner(5))[0]
    halves = (box(x - 0.001, y - 0.001, x + 0.0002, y + 0.001), box(x - 0.0002, y - 0.001, x + 0.001, y + 0.001))
    closed = city().with_closures(Closures(areas=halves), "closed")
    assert seconds(closed, corner(4), corner(5, east_m=60)) == 106
    assert seconds(closed, corner(4), corner(6)) == 400


def test_two_areas_of_which_one_is_the_goal_are_told_apart() -> None:
    """To corner 6, inside the second area, the way must not lead through the first at corner 5."""
    closed = city().with_closures(Closures(areas=(around(5, 100), around(6, 100))), "closed")
    assert seconds(closed, corner(4), corner(6)) == 400


def test_nobody_starts_on_a_road_where_no_one_may_stop_but_all_may_drive_there() -> None:
    """South of corner 2, on the motorway, the nearest place to stop is corner 5: 990 m on foot, 713 s."""
    motorway = Passage(72, 72, stops=False)
    roads = network([Way((1, 2, 3), motorway), Way((1, 4, 5, 6, 3), TWO_WAY)])
    assert seconds(roads, corner(2, north_m=-10), corner(5)) == 713
    assert seconds(roads, corner(4), corner(6)) == 200
    assert seconds(roads, corner(1), corner(3)) == 100


def test_a_network_without_roads_has_no_ways() -> None:
    empty = np.zeros(0, np.int32)
    edges = Edges(
        np.zeros((0, 2)), empty, empty, np.zeros(1, np.int64), np.zeros((0, 2)), np.zeros(0), empty, empty,
        np.zeros(0, np.bool_),
    )  # fmt: skip
    assert RoadNetwork.build(edges, []).seconds([[0, 0]], [[0, 0]]).tolist() == [[UNREACHABLE_SECONDS]]
