"""What the rules of the service are tried on again and again; a test file that needs another one has its own."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.access import Role
from app.schema.authorities import Authority
from app.schema.units import Unit
from app.services.work import Work
from tests.support.accounts import add_authority, add_unit, add_user
from tests.support.booking import Depot, make_depot
from tests.support.jobs import Job, make_job, request

Headers = dict[str, str]
SignIn = Callable[[UUID], Headers]


@pytest.fixture
def unit(work: Work) -> Unit:
    return add_unit(work, "DN")


@pytest.fixture
def ward(work: Work) -> Authority:
    return add_authority(work, "W1")


@pytest.fixture
def root(work: Work) -> Unit:
    return add_unit(work, "PC")


@pytest.fixture
def depot(work: Work) -> Depot:
    return make_depot(work)


@pytest.fixture
def job(work: Work) -> Job:
    return make_job(work)


@pytest.fixture
def permit_id(work: Work, job: Job) -> UUID:
    return request(work, job)


@pytest.fixture
def dispatcher(work: Work, job: Job, sign_in: SignIn) -> Headers:
    return sign_in(add_user(work, "dispatcher", Role.DISPATCHER, job.unit).id)


@pytest.fixture
def liaison(work: Work, job: Job, sign_in: SignIn) -> Headers:
    return sign_in(add_user(work, "liaison", Role.LIAISON, job.authority).id)
