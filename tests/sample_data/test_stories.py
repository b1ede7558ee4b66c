"""The stories are in the county, with the figures README.md promises."""

from sample_data import stories
from sample_data.county_stories import came_back, coverage, money_behind, reserve_ratio, twenty_five
from sample_data.village_stories import corrected, merged, shrunken_base, silent_villages, unpaid_wages
from tests.sample_data.conftest import HOME, files_of


def test_readme_tells_the_stories_as_they_are():
    text = (HOME / "README.md").read_text(encoding="utf-8")
    assert stories.told(text) == text
    assert all(story.title in text for story in stories.stories())


def test_readme_counts_the_files_of_every_folder():
    text = (HOME / "README.md").read_text(encoding="utf-8")
    folders = [name.split("/")[0] for name in files_of(HOME / "workbooks")]
    for folder in set(folders):
        assert f"| `{folder}` | {folders.count(folder)} |" in text, folder
    assert f"{len(folders)} 个文件" in text


def test_liuwan_has_done_its_projects_and_not_paid_for_them():
    assert money_behind().figures == (
        "柳湾乡完工 6/6=100.0%，支出 285.20/620.00 万元=46.0%",
        "全县完工 47/60=78.3%，支出 5,653.70/6,800.00 万元=83.1%",
        "冷链集配中心 60.00/280.00 万元=21.4%，污水管网二期 100.00/190.00 万元=52.6%",
    )


def test_one_rate_rose_because_its_base_shrank():
    assert shrunken_base().figures == ("238/268=88.8% → 238/240=99.2%，改厕 0 户，分母少 28 户",)


def test_the_silence_of_eight_villages_lifts_the_county():
    reported, rates, same = silent_villages().figures
    assert reported.endswith("112/120")
    assert "31,360/36,459=86.0%" in rates
    assert "29,609/33,803=87.6%" in rates
    assert same.endswith("29,420/33,831=87.0%")


def test_a_correction_a_merger_and_unpaid_wages_are_there():
    assert corrected().figures[0] == "茶亭村 181 → 151（共 199 户）"
    assert merged().figures[0].endswith("上垅村 319/352、下垅村 367/428；7月上旬双垅村 688/784")
    assert unpaid_wages().figures == ("9月 0/41 人次",)


def test_rebounds_coverage_feedback_and_reserve_are_there():
    assert came_back().figures[0] == "反弹 68/1,477=4.6%"
    assert coverage().figures[0] == "30天覆盖 111/120=92.5%"
    assert coverage().figures[2] == "按期整改 1,413/1,467=96.3%"
    assert twenty_five().figures == (
        "前两批销号 20/25=80.0%，含阶段性 25/25=100.0%",
        "全部销号 37/55=67.3%，逾期 4 个（14、11、5、2 天）",
    )
    assert [line.rsplit("=", 1)[1] for line in reserve_ratio().figures] == [
        "0.956 倍",
        "1.032 倍",
        "1.100 倍",
    ]
