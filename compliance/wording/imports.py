"""Wording for what an import refuses or warns of, and what to do about it."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "import.missing": Text("Thiếu {field}.", "{field} is missing."),
    "import.wrong_kind": Text("{value} không phải giá trị đơn.", "{value} is not a single value."),
    "import.not_a_number": Text("{value} không phải số.", "{value} is not a number."),
    "import.not_whole": Text("{value} không phải số nguyên.", "{value} is not a whole number."),
    "import.beyond_limits": Text(
        "{value} nằm ngoài khoảng {least}–{most}.", "{value} is not within {least} to {most}."
    ),
    "import.not_yes_or_no": Text("{value} không phải có hay không.", "{value} is neither yes nor no."),
    "import.too_long": Text("Dài quá {most} ký tự.", "Longer than {most} characters."),
    "import.too_many": Text("Nhiều hơn {most} mục.", "More than {most} entries."),
    "import.bad_character": Text("Có ký tự không lưu được.", "Holds a character that cannot be stored."),
    "import.bad_code": Text("{value} không đúng dạng mã.", "{value} has not the form of a code."),
    "import.unknown_word": Text("Không biết giá trị {value}.", "{value} is not one of the known words."),
    "import.unknown_code": Text("Không có mã {value}.", "There is nothing with the code {value}."),
    "import.unknown_store": Text("Đơn vị không có kho {value}.", "The unit has no store {value}."),
    "import.either": Text("Chỉ ghi {one} hoặc {other}.", "Give either {one} or {other}."),
    "import.unknown_time_zone": Text("Không có múi giờ {value}.", "There is no time zone {value}."),
    "import.not_a_time": Text("{value} không phải thời điểm.", "{value} is not a moment."),
    "import.no_time_zone": Text("{value} không ghi múi giờ.", "{value} names no time zone."),
    "import.time_skipped": Text(
        "Giờ {value} không tồn tại: đồng hồ đã nhảy qua.", "The clocks jumped over {value}: there was no such time."
    ),
    "import.bad_part": Text("Không đọc được mục {value}.", "The entry {value} cannot be read."),
    "import.not_geometry": Text("Không đọc được hình: {detail}.", "The geometry cannot be read: {detail}."),
    "import.duplicate": Text("Mã {value} đã có ở dòng {first_row}.", "Row {first_row} has the id {value} already."),
    "import.column_count": Text("Dòng có {count} ô, tiêu đề có {wanted}.", "{count} cells under {wanted} headings."),
    "import.not_a_feature": Text("Không phải đối tượng GeoJSON Feature.", "This is no GeoJSON Feature."),
    "import.parent_loop": Text("{value} là cấp trên của chính mình.", "{value} stands above itself."),
    "import.fixed": Text("{field} không đổi được.", "{field} cannot change."),
    "import.period": Text("Kết thúc trước khi bắt đầu.", "It ends before it begins."),
    "import.over": Text("Thời hạn đã qua.", "Its time is over already."),
    "import.ticket_over": Text("Phiếu đã xong.", "The ticket is over."),
    "import.refused": Text("Hệ thống từ chối: {detail}.", "The service refuses it: {detail}."),
    "shape.not_an_object": Text("{path} không phải hình GeoJSON.", "{path} is no GeoJSON geometry."),
    "shape.not_an_array": Text("{path} không phải danh sách tọa độ.", "{path} is no array of coordinates."),
    "shape.unknown_type": Text(
        "{path}: loại hình không dùng được ở đây.", "{path}: this type of geometry does not fit."
    ),
    "shape.unexpected_members": Text(
        "{path} không gồm đúng một điểm và một vùng.", "{path} does not hold one point and one area."
    ),
    "shape.empty": Text("{path} trống.", "{path} is empty."),
    "shape.too_many_vertices": Text("{path} có quá nhiều đỉnh.", "{path} has too many vertices."),
    "shape.not_a_number": Text("{path} không phải số.", "{path} is not a number."),
    "shape.third_coordinate": Text("{path} có tọa độ thứ ba.", "{path} has a third coordinate."),
    "shape.swapped_axes": Text("{path}: kinh độ và vĩ độ bị đổi chỗ.", "{path}: longitude and latitude are exchanged."),
    "shape.out_of_range": Text("{path} nằm ngoài Trái Đất.", "{path} lies outside the earth's degrees."),
    "shape.antimeridian": Text("{path} vượt kinh tuyến 180.", "{path} seems to cross the antimeridian."),
    "shape.too_few_points": Text("{path} có quá ít điểm.", "{path} has too few points."),
    "shape.unclosed_ring": Text("Vòng {path} chưa khép kín.", "The ring {path} is not closed."),
    "shape.self_crossing": Text("{path} tự cắt.", "{path} crosses itself."),
    "shape.hole_outside": Text("{path}: lỗ nằm ngoài vùng.", "{path}: a hole lies outside its polygon."),
    "shape.nested_rings": Text("{path}: các vòng nằm trong nhau.", "{path}: rings lie in one another."),
    "shape.split_interior": Text("{path}: lỗ cắt rời vùng.", "{path}: a hole cuts the polygon apart."),
    "shape.height_dropped": Text("Đã bỏ tọa độ thứ ba (độ cao).", "Third coordinates (heights) were dropped."),
}

_LIST = Text("Chọn trong: {known}.", "Give one of: {known}.")
_MEND_RING = Text("Sửa hình trong phần mềm bản đồ rồi nhập lại.", "Mend the shape in the map program and import again.")

REMEDIES: Mapping[str, Text] = {
    "import.missing": Text(
        "Điền ô này, hoặc chỉ cột trong tệp ánh xạ.", "Fill it in, or name its column in the mapping file."
    ),
    "import.wrong_kind": Text("Ghi một giá trị.", "Give one value."),
    "import.not_a_number": Text("Ghi số, dấu chấm thập phân.", "Give a number with a decimal point."),
    "import.not_whole": Text("Ghi số nguyên.", "Give a whole number."),
    "import.beyond_limits": Text("Ghi số từ {least} đến {most}.", "Give a number from {least} to {most}."),
    "import.not_yes_or_no": Text("Ghi yes hoặc no.", "Give yes or no."),
    "import.too_long": Text("Rút ngắn còn {most} ký tự.", "Shorten it to {most} characters."),
    "import.too_many": Text("Giảm còn {most} mục.", "Give at most {most} entries."),
    "import.bad_character": Text("Lưu lại tệp bằng UTF-8, bỏ ký tự lạ.", "Take it out, and save the file as UTF-8."),
    "import.bad_code": Text(
        "Dùng chữ hoa, số, gạch nối; bắt đầu bằng chữ.", "Use capitals, digits and hyphens, a letter first."
    ),
    "import.unknown_word": _LIST,
    "import.unknown_code": Text("Nhập nó trước, hoặc sửa mã.", "Import it first, or mend the code."),
    "import.unknown_store": Text(
        "Sửa mã kho, hoặc ghi store_name để lập kho mới.", "Mend the code, or give a store_name to make a new store."
    ),
    "import.either": Text("Bỏ một trong hai ô.", "Empty one of the two cells."),
    "import.unknown_time_zone": Text(
        "Ghi tên IANA, như Asia/Ho_Chi_Minh.", "Give an IANA name such as Asia/Ho_Chi_Minh."
    ),
    "import.not_a_time": Text(
        "Ghi dạng 2021-07-13T08:00+07:00, hoặc ghi dạng của tệp trong tệp ánh xạ.",
        "Write 2021-07-13T08:00+07:00, or say the file's form in the mapping file.",
    ),
    "import.no_time_zone": Text("Thêm --timezone.", "Give --timezone."),
    "import.time_skipped": Text("Sửa giờ, hoặc ghi cả múi giờ.", "Mend the time, or write it with its zone."),
    "import.bad_part": Text("Xem docs/importing.md.", "See docs/importing.md for its form."),
    "import.not_geometry": Text("Ghi GeoJSON hoặc WKT, độ WGS 84.", "Give GeoJSON or WKT in WGS 84 degrees."),
    "import.duplicate": Text("Bỏ một trong hai dòng.", "Take one of the two rows out."),
    "import.column_count": Text(
        "Đặt ô có dấu phân cách trong ngoặc kép.", "Put cells that hold the separator in quotes."
    ),
    "import.not_a_feature": Text("Mỗi mục của features phải là Feature.", "Each of the features must be a Feature."),
    "import.parent_loop": Text("Sửa cột parent.", "Mend the parent column."),
    "import.fixed": Text("Để như cũ, hoặc nhập thành mục mới.", "Leave it as it was, or import it under a new id."),
    "import.period": Text("Đổi chỗ hai thời điểm.", "Exchange the two moments."),
    "import.over": Text(
        "Ghi thời điểm kết thúc muộn hơn, hoặc bỏ dòng này.", "Give a later end, or leave the row out."
    ),
    "import.ticket_over": Text(
        "Bỏ dòng này, hoặc nhập thành phiếu mới.", "Leave the row out, or import it under a new id."
    ),
    "import.refused": Text("Sửa dòng này rồi nhập lại.", "Mend the row and import again."),
    "exists.code": Text(
        "Đổi mã, hoặc dùng đúng --source đã nhập nó.", "Change the code, or give the --source it came from."
    ),
    "exists.plate": Text("Sửa biển số.", "Mend the plate."),
    "shape.not_an_object": Text(
        "Ghi hình GeoJSON có type và coordinates.", "Give a geometry with type and coordinates."
    ),
    "shape.not_an_array": Text("Kiểm tra loại hình.", "Check the geometry's type."),
    "shape.unknown_type": Text(
        "Dùng điểm cho vị trí, vùng cho diện tích.", "Give a point for a place, a polygon for an area."
    ),
    "shape.unexpected_members": Text("Ghi một Point và các Polygon.", "Give one Point, and polygons that stand apart."),
    "shape.empty": Text("Ghi tọa độ, hoặc bỏ hình.", "Give positions, or leave the shape out."),
    "shape.too_many_vertices": Text(
        "Đơn giản hóa hoặc chia nhỏ hình.", "Simplify the shape, or split it into several."
    ),
    "shape.not_a_number": Text("Ghi số hữu hạn.", "Give a finite number."),
    "shape.third_coordinate": Text("Chỉ ghi kinh độ và vĩ độ.", "Give longitude and latitude only."),
    "shape.swapped_axes": Text("Ghi kinh độ trước, vĩ độ sau.", "Write longitude first, then latitude."),
    "shape.out_of_range": Text("Chuyển sang độ WGS 84 (EPSG:4326).", "Reproject it to degrees in WGS 84 (EPSG:4326)."),
    "shape.antimeridian": Text("Cắt hình tại kinh tuyến 180.", "Cut it at longitude 180 into two parts."),
    "shape.too_few_points": Text("Ghi ít nhất ba góc khác nhau.", "Give three corners or more that differ."),
    "shape.unclosed_ring": Text("Lặp lại điểm đầu ở cuối vòng.", "Repeat the first position at the end of the ring."),
    "shape.self_crossing": _MEND_RING,
    "shape.hole_outside": _MEND_RING,
    "shape.nested_rings": _MEND_RING,
    "shape.split_interior": _MEND_RING,
    "shape.height_dropped": Text("Không cần làm gì.", "Nothing needs to be done."),
}
"""What to do about each; parameters as in the reason."""
