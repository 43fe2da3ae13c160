"""Wording of what a guard is told about an entry pass, and of why there is none."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "pass.valid": Text("Hợp lệ: được vào {zone} đến {valid_until}.", "Valid: may enter {zone} until {valid_until}."),
    "pass.not_yet": Text("Chưa đến giờ: vào từ {valid_from}.", "Not yet: entry begins at {valid_from}."),
    "pass.expired": Text("Hết hạn lúc {valid_until}.", "Expired at {valid_until}."),
    "pass.revoked": Text("Đã thu hồi: không cho vào.", "Revoked: no entry."),
    "pass.wrong_zone": Text("Không phải cho vùng này: giấy này cho {zone}.", "Not for this zone: it is for {zone}."),
    "pass.list_too_old": Text(
        "Danh sách thu hồi quá cũ: kết nối mạng để tải lại, hoặc gọi đơn vị cấp.",
        "The revocation list is too old: go online to renew it, or call the issuer.",
    ),
    "pass.wrong_signature": Text(
        "Chữ ký sai: giấy đã bị sửa hoặc là giả.", "The signature is wrong: the pass was altered or forged."
    ),
    "pass.unknown_key": Text(
        "Khóa lạ: tải lại khóa công khai; nếu vẫn vậy, không cho vào.",
        "Unknown key: fetch the public keys anew; if that does not help, no entry.",
    ),
    "pass.key_revoked": Text(
        "Khóa ký giấy này đã bị thu hồi: đề nghị cấp giấy mới.",
        "The key of this pass was revoked: ask for a new pass.",
    ),
    "pass.not_a_pass": Text("Đây không phải giấy vào vùng.", "This is not an entry pass."),
    "pass.none": Text(
        "Chưa có giấy vào vùng: chỉ giấy phép đã được chấp thuận và còn hạn mới có.",
        "There is no pass: only a permit that is approved and not over has one.",
    ),
}
