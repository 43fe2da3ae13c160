// Written by `npm run types` from the service's OpenAPI document. Do not edit.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live
         * @description Say that the process runs.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Check database, migrations and worker; 503 when one of them is not well.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get Token
         * @description Sign in by user name and password, or exchange a refresh token.
         */
        post: operations["get_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log Out
         * @description End a session, at this desk or of this refresh token.
         */
        post: operations["log_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Me
         * @description Who I am, what I may do, where I belong.
         */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Privacy Rules
         * @description How long which personal data is kept here, what for, on which ground. Everybody may know.
         */
        get: operations["list_privacy_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Retention
         * @description What retention took away, the newest first.
         */
        get: operations["list_retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Privacy Holds
         * @description What is kept beyond its time, and what was.
         */
        get: operations["list_privacy_holds"];
        put?: never;
        /**
         * Place Privacy Hold
         * @description Keep something beyond its time.
         */
        post: operations["place_privacy_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/holds/{hold_id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift Privacy Hold
         * @description Let go: what is due by then goes at the next round.
         */
        post: operations["lift_privacy_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Privacy Requests
         * @description Requests about people of my units: what is open by when it is due, then the newest answers.
         */
        get: operations["list_privacy_requests"];
        put?: never;
        /**
         * Receive Privacy Request
         * @description Write down what somebody asks; it is due in two working days.
         */
        post: operations["receive_privacy_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/requests/{request_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview Privacy Erasure
         * @description What an erasure would take away, and what would stay and why.
         */
        get: operations["preview_privacy_erasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/requests/{request_id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase Privacy Request
         * @description Erase what may be erased. It cannot be taken back.
         */
        post: operations["erase_privacy_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/requests/{request_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export Privacy Request
         * @description All that is held about whoever asked, as a ZIP; that you fetched it is on record.
         */
        post: operations["export_privacy_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/requests/{request_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse Privacy Request
         * @description Refuse on a ground.
         */
        post: operations["refuse_privacy_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy/health-reads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Health Reads
         * @description Who looked at health data of workers of my units, and why; the newest first.
         */
        get: operations["list_health_reads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/health-reads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Health Reads
         * @description Who looked at my health data, and why.
         */
        get: operations["list_own_health_reads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Own Data
         * @description All that is held about me, as a ZIP.
         */
        get: operations["export_own_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Units
         * @description Units that I may see, by code.
         */
        get: operations["list_units"];
        put?: never;
        /**
         * Create Unit
         * @description Make a unit below one that I administer.
         */
        post: operations["create_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Unit
         * @description One unit.
         */
        get: operations["get_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Unit
         * @description Change a unit that I administer.
         */
        patch: operations["change_unit"];
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description Users with a role in my scope, by user name.
         */
        get: operations["list_users"];
        put?: never;
        /**
         * Create User
         * @description Make a user with roles inside my own scope.
         */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get User
         * @description One user.
         */
        get: operations["get_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change User
         * @description Change a user all of whose roles lie inside my scope; a new password ends their sessions.
         */
        patch: operations["change_user"];
        trace?: never;
    };
    "/api/v1/authorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Authorities
         * @description Authorities that I may see, by code.
         */
        get: operations["list_authorities"];
        put?: never;
        /**
         * Create Authority
         * @description Make an authority; the administrator of a whole utility does, or one of its parent authority.
         */
        post: operations["create_authority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authorities/{authority_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Authority
         * @description One authority.
         */
        get: operations["get_authority"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Authority
         * @description Change an authority that I keep.
         */
        patch: operations["change_authority"];
        trace?: never;
    };
    "/api/v1/crews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Crews
         * @description Crews that I may see, by code, as they are now.
         */
        get: operations["list_crews"];
        put?: never;
        /**
         * Create Crew
         * @description Make a crew with its members and vehicles.
         */
        post: operations["create_crew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crews/{crew_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Crew
         * @description One crew as it is now.
         */
        get: operations["get_crew"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Crew
         * @description Change a crew; members left out leave it.
         */
        patch: operations["change_crew"];
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Devices
         * @description Phones of my units' people, those heard of last first; of one person where one is named.
         */
        get: operations["list_devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{device_id}/lost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Device Lost
         * @description A phone is lost: it may do nothing more, and wipes itself when it asks. Again is harmless.
         */
        post: operations["report_device_lost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Shifts
         * @description Shifts of the crews that I may see, by their beginning.
         */
        get: operations["list_shifts"];
        put?: never;
        /**
         * Create Shift
         * @description Put a crew on duty.
         */
        post: operations["create_shift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crew-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Crew Days
         * @description Shifts that run, or begin within two hours: who has signed on, who is missing, breaks, defects; by crew.
         */
        get: operations["list_crew_days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crew-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Crew Lists
         * @description Why jobs are declined, and what is looked at on vehicles.
         */
        get: operations["get_crew_lists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crew-lists/decline-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Decline Reason
         * @description Add a reason, rename it, or take it off the list.
         */
        put: operations["put_decline_reason"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crew-lists/vehicle-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Vehicle Item
         * @description Add something to look at, change it, or take it off the list.
         */
        put: operations["put_vehicle_item"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vehicle-defects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Vehicle Defects
         * @description What is wrong with vehicles, the newest first.
         */
        get: operations["list_vehicle_defects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vehicle-defects/{defect_id}/mend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mend Vehicle Defect
         * @description Say that it is mended; a vehicle without any that forbids it may be driven again.
         */
        post: operations["mend_vehicle_defect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/help-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Help Requests
         * @description Calls that I may see, the newest first.
         */
        get: operations["list_help_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/help-requests/{help_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Help Request
         * @description Answer a crew; its phone is told.
         */
        post: operations["answer_help_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hand-overs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Hand Overs
         * @description Hand-overs that I may see, the newest first.
         */
        get: operations["list_hand_overs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fitness-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Fitness Reports
         * @description Reports of my units, the newest first; that I looked is on record.
         */
        get: operations["list_fitness_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fitness-reports/{report_id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide Fitness Report
         * @description Decide that the worker is fit, or put them in stand-down.
         */
        post: operations["decide_fitness_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get People Rules
         * @description Role combinations, documents and signatures, hours.
         */
        get: operations["get_people_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people-rules/role-combinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Role Combinations
         * @description Say which roles one person may hold together.
         */
        put: operations["put_role_combinations"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people-rules/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Document Need
         * @description Say which document work by a method at a voltage needs.
         */
        put: operations["put_document_need"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people-rules/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Document Signers
         * @description Say who signs a document, in which order.
         */
        put: operations["put_document_signers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Weather
         * @description What was said, the newest first.
         */
        get: operations["list_weather"];
        put?: never;
        /**
         * Tell Weather
         * @description Say what the weather is. Storm and lightning stop work on live parts at once.
         */
        post: operations["tell_weather"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Current Weather
         * @description The word in force for each of my units.
         */
        get: operations["list_current_weather"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Weather
         * @description Whom this would concern, without saying it.
         */
        post: operations["preview_weather"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/weather/{weather_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Weather
         * @description Take a word back before it expires.
         */
        post: operations["end_weather"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hse-combinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Combinations
         * @description All sign-offs that I may see, those that are over included, the newest first.
         */
        get: operations["list_combinations"];
        put?: never;
        /**
         * Sign Combination
         * @description Sign a combination off.
         */
        post: operations["sign_combination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hse-combinations/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Waiting Combinations
         * @description Jobs whose method and PPE have no sign-off yet, by their planned entry.
         */
        get: operations["list_waiting_combinations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hse-combinations/{combination_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw Combination
         * @description Take a sign-off back from now on; crews and dispatchers of jobs that count on it are told.
         */
        post: operations["withdraw_combination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-permits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Work Permits
         * @description Documents that I may see, the newest first.
         */
        get: operations["list_work_permits"];
        put?: never;
        /**
         * Create Work Permit
         * @description Draw up a document for a job whose method is chosen; a draft that it had is cancelled.
         */
        post: operations["create_work_permit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-permits/{work_permit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Work Permit
         * @description One document with its signatures.
         */
        get: operations["get_work_permit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-permits/{work_permit_id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Work Permit Pdf
         * @description To print: A4, in both languages.
         */
        get: operations["get_work_permit_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-permits/{work_permit_id}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign Work Permit
         * @description Sign under my own account; the last signature permits the work.
         */
        post: operations["sign_work_permit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-permits/{work_permit_id}/hand-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand Back Work Permit
         * @description The work is done, people and tools are out: the direct supervisor gives the document back.
         */
        post: operations["hand_back_work_permit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-permits/{work_permit_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Work Permit
         * @description Close a document that was handed back, or cancel one before that.
         */
        post: operations["end_work_permit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Audit
         * @description What happened, oldest first; with ``subject_id`` the history of one thing.
         */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify Audit
         * @description Recompute the newest links of the chains of one's units, or those of one chain behind a position.
         */
        get: operations["verify_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/jobs/{job_id}/at": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Past Job
         * @description A ticket, or the one that an assignment works on, as it stood at a moment; with all that ever happened to it.
         */
        get: operations["get_past_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen
         * @description Follow what happens within my scope, as server-sent events; `Last-Event-ID` goes on where a stream ended.
         */
        get: operations["listen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}/pass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pass
         * @description The pass of an approved permit.
         */
        get: operations["get_pass"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}/pass.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pass Png
         * @description Its QR code for screens.
         */
        get: operations["get_pass_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}/pass.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pass Svg
         * @description Its QR code for print, three centimetres wide.
         */
        get: operations["get_pass_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}/pass.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pass Pdf
         * @description The printed pass: A6, Vietnamese and English on one sheet.
         */
        get: operations["get_pass_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pass-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Pass Keys
         * @description The public keys that verify passes, as a JSON Web Key Set. Needs no account.
         */
        get: operations["list_pass_keys"];
        put?: never;
        /**
         * Create Pass Key
         * @description Turn over to a new key: it is shown at once, and signs when every guard can have it.
         */
        post: operations["create_pass_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pass-keys/revoked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Revocation List
         * @description The signed revocation list (COSE_Sign1); see `docs/entry-pass.md`. Needs no account, names nobody.
         */
        get: operations["get_revocation_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pass-keys/revocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Pass Key
         * @description Give up a key that others may hold; its passes are refused, and issued anew under another one.
         */
        post: operations["revoke_pass_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Permits
         * @description Permits that I may see, the newest first; `state=open` are those to be answered or good.
         */
        get: operations["list_permits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Permit
         * @description One permit.
         */
        get: operations["get_permit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Permit Draft
         * @description Complete a request that was not sent yet.
         */
        patch: operations["change_permit_draft"];
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transition
         * @description Answer, withdraw, or ask again: a permit that is over is asked for anew, and the new one is the answer.
         */
        post: operations["transition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move Permits
         * @description Take the same step of several permits; each is answered on its own, in the order given.
         */
        post: operations["move_permits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Permit History
         * @description Every step with actor, time and channel, and the letters that were sent about it.
         */
        get: operations["get_permit_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}/conditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Permit Conditions
         * @description Set other conditions on a permit that is good; the crew confirms them anew.
         */
        put: operations["change_permit_conditions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entry-permits/{permit_id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Permit Answer
         * @description Note an answer that was given by telephone or letter; it is marked so for ever.
         */
        post: operations["record_permit_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/swaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Swap
         * @description Exchange one worker, or the vehicle: permits stay good for everybody else, the newcomer is asked for.
         */
        post: operations["create_swap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checklist-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Templates
         * @description The newest version of each template, by code.
         */
        get: operations["list_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checklists/{checklist_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Checklist
         * @description One checklist with its items, what was confirmed and what is still to do.
         */
        get: operations["get_checklist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/template-versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Template Versions
         * @description All versions of one template, the newest first; without a code the newest of each, retired ones too.
         */
        get: operations["list_template_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/template-versions/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Template Version
         * @description HSE's word that a version is right; name and time are kept.
         */
        post: operations["confirm_template_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/template-versions/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire Template
         * @description Take a template away from jobs that are given from now on.
         */
        post: operations["retire_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/template-drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Drafts
         * @description Everything that is being written.
         */
        get: operations["list_drafts"];
        put?: never;
        /**
         * Begin Draft
         * @description Begin the next version of a template, or a new template.
         */
        post: operations["begin_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/template-drafts/{draft_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Draft
         * @description One draft with what is wrong with it and what is different.
         */
        get: operations["get_draft"];
        /**
         * Change Draft
         * @description Write a draft anew; it may be unsound until it is published.
         */
        put: operations["change_draft"];
        post?: never;
        /**
         * Discard Draft
         * @description Put a draft away.
         */
        delete: operations["discard_draft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/template-drafts/{draft_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview Draft
         * @description What phones would get, in one language.
         */
        get: operations["preview_draft"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/template-drafts/{draft_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish Draft
         * @description Make a draft the next version, which never changes again.
         */
        post: operations["publish_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Follow Ups
         * @description Follow-ups, the newest first.
         */
        get: operations["list_follow_ups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/follow-ups/{follow_up_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Follow Up
         * @description One follow-up.
         */
        get: operations["get_follow_up"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/follow-ups/{follow_up_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve Follow Up
         * @description Decide: the crew repeats the list, the job ends, or HSE accepts the failure.
         */
        post: operations["resolve_follow_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Alarms
         * @description Emergencies that are not over and crews inside that are silent too long, the newest first.
         */
        get: operations["list_alarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/emergency-steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deal With Emergency
         * @description Tell the crew that its emergency was seen, or note that it is over.
         */
        post: operations["deal_with_emergency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/checkins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check In Crew
         * @description Note that a crew was reached otherwise, such as by telephone, and is well.
         */
        post: operations["check_in_crew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Evidence
         * @description The picture.
         */
        get: operations["get_evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evidence/{sha256}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Thumbnail
         * @description A small picture of it; the picture itself where there is none.
         */
        get: operations["get_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/inside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Inside
         * @description Who is inside now: in zones of my authorities, or of my units' crews.
         */
        get: operations["list_inside"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trace Exposures
         * @description Find everybody and everything that was met. That you looked is on record.
         */
        post: operations["trace_exposures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/trace.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export Trace
         * @description The same as a table, one row for each reason.
         */
        post: operations["export_trace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/trace/stand-downs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold Traced
         * @description Put the chosen in stand-down.
         */
        post: operations["hold_traced"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/positives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Positives
         * @description Workers of my units who were found positive, the newest first.
         */
        get: operations["list_positives"];
        put?: never;
        /**
         * Report Positive
         * @description Note that a worker was found positive: they are in stand-down from this moment.
         */
        post: operations["report_positive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Stays
         * @description My own stays in zones, the newest first.
         */
        get: operations["list_own_stays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Exposures
         * @description Stays in zones of my units' crews, who entered last on top. That somebody looked is on record.
         */
        get: operations["list_exposures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/{exposure_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Exposure
         * @description One record, opened. `why`: follow_up, trace, request, audit or correction. That you looked is on record.
         */
        get: operations["get_exposure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/{exposure_id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct Exposure
         * @description Write down what the stay was in truth; what was written before stays.
         */
        post: operations["correct_exposure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/{exposure_id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Contact
         * @description Add a contact, or correct one.
         */
        post: operations["add_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/{exposure_id}/breaches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Breach
         * @description Add a breach, or correct one.
         */
        post: operations["add_breach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/{exposure_id}/classifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Classify Exposure
         * @description Set the level; the stand-downs that the rule began become those of this level.
         */
        post: operations["classify_exposure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposure-levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Exposure Levels
         * @description All levels, by hazard class, the worst first.
         */
        get: operations["list_exposure_levels"];
        /**
         * Put Exposure Level
         * @description Make the level of this class and code, or change it: what is judged from now on takes it.
         */
        put: operations["put_exposure_level"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stand-downs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Stand Downs
         * @description Stand-downs of my units' workers, the newest first.
         */
        get: operations["list_stand_downs"];
        put?: never;
        /**
         * Begin Stand Down
         * @description Put a worker in stand-down.
         */
        post: operations["begin_stand_down"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stand-downs/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Stand Downs
         * @description My own, the newest first.
         */
        get: operations["list_own_stand_downs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stand-downs/{stand_down_id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Stand Down
         * @description Let it end at another moment, or now.
         */
        post: operations["change_stand_down"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/epidemic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Epidemic Report
         * @description The daily epidemiological report (536/EVN-TC&NS).
         */
        get: operations["get_epidemic_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/epidemic.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Epidemic Csv
         * @description The same as a table for spreadsheets.
         */
        get: operations["get_epidemic_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/epidemic.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Epidemic Pdf
         * @description The same as a sheet to print.
         */
        get: operations["get_epidemic_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zone-crossings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Zone Crossings
         * @description Crossings without leave of the last day, the newest first.
         */
        get: operations["list_zone_crossings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zone-crossings/{crossing_id}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See Zone Crossing
         * @description Note that a crossing is dealt with: it leaves the desks' banners; asked again, the first to do so stays.
         */
        post: operations["see_zone_crossing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Zones
         * @description Take a file of zones: published at once, or tried only. What cannot stand comes back by feature and field.
         */
        post: operations["import_zones"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Zones
         * @description A file of all zones in force and coming, or of one; a CAP message is about one.
         */
        get: operations["export_zones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Zones
         * @description Zones in force and coming, by number, and my drafts.
         */
        get: operations["list_zones"];
        put?: never;
        /**
         * Create Zone
         * @description Make a zone, published at once unless ``publish`` is false.
         */
        post: operations["create_zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Zone
         * @description What publishing this would do; nothing is kept of it.
         */
        post: operations["preview_zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones/{zone_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Step
         * @description What publishing the zone's draft, or ending the zone, would do; nothing is kept of it.
         */
        post: operations["preview_step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones/{zone_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Zone
         * @description One zone as it is now.
         */
        get: operations["get_zone"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones/{zone_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Versions
         * @description All versions of a zone, the oldest first.
         */
        get: operations["list_versions"];
        put?: never;
        /**
         * Add Version
         * @description Give a zone a new version: the only way to change it.
         */
        post: operations["add_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones/{zone_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Zone
         * @description End a zone now.
         */
        post: operations["end_zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/zones/{zone_id}/affected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Affected
         * @description Whom a zone touches now.
         */
        get: operations["list_affected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/isolation-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Orders
         * @description Orders that have not ended, by number.
         */
        get: operations["list_orders"];
        put?: never;
        /**
         * Create Order
         * @description Publish an order.
         */
        post: operations["create_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/isolation-orders/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Order
         * @description One order.
         */
        get: operations["get_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Order
         * @description Change what an order says from now on; what it said until now stays in its history.
         */
        patch: operations["change_order"];
        trace?: never;
    };
    "/api/v1/isolation-orders/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Order
         * @description What publishing this order would do; nothing is kept of it.
         */
        post: operations["preview_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/isolation-orders/{order_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Change
         * @description What changing the order so, or ending it, would do; nothing is kept of it.
         */
        post: operations["preview_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/isolation-orders/{order_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List History
         * @description All that an order ever said, the oldest first.
         */
        get: operations["list_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/isolation-orders/{order_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Order
         * @description End an order now; the tickets that it deferred return.
         */
        post: operations["end_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/isolation-levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Levels
         * @description All levels, by code.
         */
        get: operations["list_levels"];
        /**
         * Put Level
         * @description Make the level of this code, or change it: orders given from now on take it.
         */
        put: operations["put_level"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/road-closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Closures
         * @description Roads that are closed or will be, the oldest first.
         */
        get: operations["list_closures"];
        put?: never;
        /**
         * Create Closure
         * @description Close a road. Routes lead around it within seconds, in every process that has roads in memory.
         */
        post: operations["create_closure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/road-closures/{closure_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Closure
         * @description Open a road again, and say why.
         */
        post: operations["end_closure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tickets
         * @description Tickets that I may see: most urgent class first, then oldest.
         */
        get: operations["list_tickets"];
        put?: never;
        /**
         * Create Ticket
         * @description Take a report; its place and work are judged in the same moment.
         */
        post: operations["create_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Ticket
         * @description One ticket with zones, assignments and neighbours.
         */
        get: operations["get_ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Ticket
         * @description Correct a ticket; a moved one is judged afresh.
         */
        patch: operations["change_ticket"];
        trace?: never;
    };
    "/api/v1/tickets/{ticket_id}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move Ticket
         * @description Cancel, close, defer or reopen a ticket.
         */
        post: operations["move_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket_id}/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle Ticket
         * @description Settle whether a ticket that is possibly inside a zone is inside.
         */
        post: operations["settle_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket_id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Candidates
         * @description Crews for a ticket: soonest permitted start first, the refused ones with reasons.
         */
        get: operations["list_candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Incidents
         * @description Incidents that I may see, the newest first.
         */
        get: operations["list_incidents"];
        put?: never;
        /**
         * Create Incident
         * @description Put tickets together that have one cause.
         */
        post: operations["create_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Incident
         * @description One incident with its tickets and its last steps.
         */
        get: operations["get_incident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename Incident
         * @description Give an incident a name.
         */
        patch: operations["rename_incident"];
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join Incident
         * @description Let tickets join an incident; those that belong to it already stay.
         */
        post: operations["join_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave Incident
         * @description Take tickets out; the machine leaves them alone from then on.
         */
        post: operations["leave_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Incidents
         * @description Let all tickets of another incident join this one.
         */
        post: operations["merge_incidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split Incident
         * @description Make an incident of its own of some tickets; the new one is answered.
         */
        post: operations["split_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{incident_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Step
         * @description Take back a step: its tickets belong where they did before; a conflict says what has moved since.
         */
        post: operations["undo_step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Outages
         * @description Outages that I may see, the latest first.
         */
        get: operations["list_outages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/judgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Judge Place
         * @description Judge a place and a work type as a ticket there would be judged.
         */
        get: operations["judge_place"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/judgement/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Past
         * @description What was in force at a place, or at a ticket's place with what had been settled of it.
         */
        get: operations["read_past"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ppe Items
         * @description All kinds of article, by code.
         */
        get: operations["list_ppe_items"];
        /**
         * Put Ppe Item
         * @description Add a kind of article, or say anew what it is.
         */
        put: operations["put_ppe_item"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ppe Profiles
         * @description The newest version of each profile, by code; with `code` all versions of that one, the newest first.
         */
        get: operations["list_ppe_profiles"];
        put?: never;
        /**
         * Publish Ppe Profile
         * @description Publish the next version of a profile; `If-Match` names the newest one, `"0"` for a new profile.
         *
         *     It counts at once: the gate asks for it, and jobs that are not at their place yet reserve by it.
         */
        post: operations["publish_ppe_profile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crews/{crew_id}/ppe-sizes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ppe Sizes
         * @description The sizes that a crew's members wear, as far as they are known.
         */
        get: operations["list_ppe_sizes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crew-members/{member_id}/ppe-sizes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Ppe Size
         * @description Note the size that somebody wears of an article.
         */
        put: operations["put_ppe_size"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ppe Stock
         * @description Every store with what lies in it, by article; rooms before vehicles.
         */
        get: operations["list_ppe_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ppe Movements
         * @description Movements, the newest first.
         */
        get: operations["list_ppe_movements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ppe Jobs
         * @description What jobs have reserved, are short of and have in hand; the soonest first.
         */
        get: operations["list_ppe_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ppe Held
         * @description What people have for keeps, did not bring back from a job, or what is being disinfected.
         */
        get: operations["list_ppe_held"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Ppe Forecast
         * @description What open tickets and planned jobs of the next hours will want, against stock and expiry.
         */
        get: operations["read_ppe_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ppe Warnings
         * @description Stores that hold too little, the newest warning first; with `standing=false` also those that were set right.
         */
        get: operations["list_ppe_warnings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Ppe Store
         * @description Make a store: a room of a unit, or the vehicle that it is.
         */
        post: operations["create_ppe_store"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/stores/{store_id}/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Ppe Sheet
         * @description The count sheet of a store: what the books expect, by lot.
         */
        get: operations["read_ppe_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/stores/{store_id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive Ppe
         * @description Take a delivery in.
         */
        post: operations["receive_ppe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/stores/{store_id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer Ppe
         * @description Carry pieces to another store.
         */
        post: operations["transfer_ppe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/stores/{store_id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue Ppe For Keeps
         * @description Hand somebody reusable pieces for keeps; what is for one job is issued at that job.
         */
        post: operations["issue_ppe_for_keeps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/stores/{store_id}/write-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write Off Ppe
         * @description Take pieces off the books.
         */
        post: operations["write_off_ppe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/stores/{store_id}/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count Ppe
         * @description Set a store right by what was counted.
         */
        post: operations["count_ppe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/stores/{store_id}/minimums": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Ppe Minimum
         * @description Say how many good and free pieces of an article a store should hold.
         */
        put: operations["put_ppe_minimum"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ppe-stock/issues/{issue_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Ppe Issue
         * @description Take back what somebody was given, or pass it through disinfection, or note it as lost.
         */
        post: operations["end_ppe_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Assignments
         * @description Assignments that I may see, the newest first.
         */
        get: operations["list_assignments"];
        put?: never;
        /**
         * Create Assignment
         * @description Order a crew to a ticket; permits are asked for and pushes sent in the same moment.
         */
        post: operations["create_assignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Assignment
         * @description One assignment as it stands.
         */
        get: operations["get_assignment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/route": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Route
         * @description The way from where the crew is to its work, and the zones that it crosses at the planned time.
         */
        get: operations["read_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move Assignment
         * @description Take one step; into a zone and to work only through the gate.
         */
        post: operations["move_assignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/method": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose Method
         * @description Choose live-line or dead-line, with the reason.
         */
        put: operations["choose_method"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Gate
         * @description May they enter now? Eight lines with reasons.
         */
        get: operations["read_gate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Override Consent
         * @description Two persons stand in for the authority's consent where a life is at stake.
         */
        post: operations["override_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/hse-approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve Combination
         * @description HSE signs off electrical and medical PPE worn together.
         */
        post: operations["approve_combination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/ppe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue Ppe
         * @description PPE was handed to a member and checked on them.
         */
        post: operations["issue_ppe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Plans
         * @description Plans that I may see, the newest first, each beside what was booked when it was made.
         */
        get: operations["list_plans"];
        put?: never;
        /**
         * Create Plan
         * @description Plan a unit's board, that of units below it too; nothing is assigned. Who hangs up ends the search.
         */
        post: operations["create_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Plan
         * @description One plan with its lines, and what became of each; `compare_board` also looks whether it is still current.
         */
        get: operations["get_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Commit Plan
         * @description Commit all or some lines in one transaction; those that no longer hold come back with reasons.
         */
        post: operations["commit_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard Plan
         * @description Say that a proposal will not be used.
         */
        post: operations["discard_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Plan
         * @description Put back what a committed plan changed; answers the plan that did it, each line with what became of it.
         */
        post: operations["undo_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan_id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain Plan
         * @description Why this crew, and what any other would mean for a ticket of the plan.
         */
        get: operations["explain_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Wishes
         * @description What dispatchers want for open tickets: pins and deadlines.
         */
        get: operations["list_wishes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket_id}/deadline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Deadline
         * @description When work on a ticket should and must begin; version 0 where nobody ever said.
         */
        get: operations["get_deadline"];
        /**
         * Put Deadline
         * @description Say when work on a ticket should and must begin; plans made from now on keep to it.
         */
        put: operations["put_deadline"];
        post?: never;
        /**
         * Delete Deadline
         * @description Take the deadlines back.
         */
        delete: operations["delete_deadline"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket_id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pin
         * @description Which crew shall go to a ticket, and which shall not; version 0 where nobody ever said.
         */
        get: operations["get_pin"];
        /**
         * Put Pin
         * @description Say which crew shall go to a ticket, and which shall not; plans made from now on keep to it.
         */
        put: operations["put_pin"];
        post?: never;
        /**
         * Delete Pin
         * @description Take the pin back.
         */
        delete: operations["delete_pin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/{ticket_id}/emergency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Insert Emergency
         * @description Send the crew that begins soonest, now; its work that has not begun makes room. Says what waits for it.
         */
        post: operations["insert_emergency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/next-crew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Next Crew
         * @description The first candidate that does not have the job already.
         */
        get: operations["get_next_crew"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{assignment_id}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reassign
         * @description Take the job off the crew and order another one to it, in one step; returns the new assignment.
         */
        post: operations["reassign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit_id}/replanning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Replanning
         * @description How a unit's board is planned again; version 0 where nobody ever said.
         */
        get: operations["get_replanning"];
        /**
         * Put Replanning
         * @description Let a unit's board be planned again whenever it changes, or stop it.
         */
        put: operations["put_replanning"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/devices/push-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Push Key
         * @description The key to subscribe with; one that differs from a subscription's own asks to subscribe anew.
         */
        get: operations["get_push_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List My Devices
         * @description My phones, the one that was heard of last first.
         */
        get: operations["list_my_devices"];
        put?: never;
        /**
         * Register Device
         * @description Register this phone for me; a token that was somebody else's moves here. Again is harmless.
         */
        post: operations["register_device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/devices/{device_id}/lost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report My Device Lost
         * @description Another phone of mine is lost: it may do nothing more, and wipes itself when it asks. Again is harmless.
         */
        post: operations["report_my_device_lost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Disable Device
         * @description Send nothing to this phone of mine any more.
         */
        delete: operations["disable_device"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/pushes/{push_id}/delivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note Delivered
         * @description Note that a push of mine has reached this phone. Again is harmless; reading it is an action of `sync/push`.
         */
        post: operations["note_delivered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store Positions
         * @description Keep where I was while on duty; again is harmless.
         */
        post: operations["store_positions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/evidence/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Evidence
         * @description Keep a picture under the SHA-256 of its bytes; again is harmless.
         */
        put: operations["put_evidence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/sync/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Push
         * @description Apply what was done on the phone, in order, each action once; one answer each, the same for ever.
         */
        post: operations["push"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/sync/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pull
         * @description What a phone needs to know since its cursor.
         */
        get: operations["pull"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/shift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Own Shift
         * @description My shift that runs or begins soon, or that I have not signed off from; and all that may be chosen from.
         */
        get: operations["get_own_shift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mobile/v1/shift/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Own Track
         * @description Where my own phone was during the shift.
         */
        get: operations["get_own_track"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ActionIn
         * @description One thing that was done on the phone.
         */
        ActionIn: {
            /**
             * Action Id
             * Format: uuid
             */
            action_id: string;
            /** Client Seq */
            client_seq: number;
            /** Kind */
            kind: string;
            /**
             * Entity
             * Format: uuid
             */
            entity: string;
            /** Base Version */
            base_version?: number | null;
            /** Body */
            body?: {
                [key: string]: unknown;
            };
            /**
             * Device Time
             * Format: date-time
             */
            device_time: string;
            /** Monotonic Ms */
            monotonic_ms?: number | null;
            /**
             * Age Ms
             * @description counted by the phone's steady counter since it was done; left out where that began anew
             */
            age_ms?: number | null;
        };
        /**
         * AffectedOut
         * @description Whom a zone touches.
         */
        AffectedOut: {
            /** Tickets */
            tickets: components["schemas"]["TouchedTicketOut"][];
            /** Assignments */
            assignments: components["schemas"]["TouchedAssignmentOut"][];
            /** Permits Voided */
            permits_voided: number;
        };
        /**
         * AlarmCryOut
         * @description One emergency and how far it is dealt with.
         */
        AlarmCryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * What
             * @enum {string}
             */
            what: "emergency" | "injury" | "breach";
            /**
             * Raised At
             * Format: date-time
             */
            raised_at: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Raised By
             * @description name of the person, like those of who saw it and who ended it
             */
            raised_by: string;
            /** Members */
            members: string[];
            /** Note */
            note: string | null;
            /** Lon */
            lon: number | null;
            /** Lat */
            lat: number | null;
            /** Accuracy M */
            accuracy_m: number | null;
            /** Seen By */
            seen_by: string | null;
            /** Seen At */
            seen_at: string | null;
            /** Ended By */
            ended_by: string | null;
        };
        /**
         * AlarmOut
         * @description Something to deal with now.
         */
        AlarmOut: {
            /**
             * Kind
             * @description a cry for help, or a crew inside that is silent too long
             * @enum {string}
             */
            kind: "emergency" | "silent";
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Number */
            number: string;
            /** State */
            state: string;
            crew: components["schemas"]["CrewBrief"];
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /** Ticket Number */
            ticket_number: string;
            /** Address */
            address: string;
            emergency: components["schemas"]["AlarmCryOut"] | null;
        };
        /**
         * AllPpeHeldOut
         * @description What people have in hand beside jobs, the oldest first.
         */
        AllPpeHeldOut: {
            /** Items */
            items: components["schemas"]["PpeHeldOut"][];
        };
        /**
         * AnswerOut
         * @description What became of one action; it is answered the same for ever.
         */
        AnswerOut: {
            /**
             * Action Id
             * Format: uuid
             */
            action_id: string;
            outcome: components["schemas"]["Outcome"];
            /**
             * Code
             * @description why it was refused; of an applied one, why it was flagged
             */
            code: string | null;
            /** Detail */
            detail: string | null;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
            /**
             * State
             * @description how the job (or the push) stands after it
             */
            state: string | null;
            /** Version */
            version: number | null;
            /** @description of a conflict: what stands now, by whom, since when */
            theirs: components["schemas"]["SideOut"] | null;
            /** @description of a conflict: what this action wanted */
            yours: components["schemas"]["SideOut"] | null;
        };
        /**
         * AnsweredOut
         * @description What became of one of several permits.
         */
        AnsweredOut: {
            /**
             * Permit Id
             * Format: uuid
             */
            permit_id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "applied" | "refused";
            permit: components["schemas"]["PermitOut"] | null;
            /** Code */
            code: string | null;
            /** Status */
            status: number | null;
            /** Detail */
            detail: string | null;
        };
        /**
         * AssignedMemberOut
         * @description Who takes part.
         */
        AssignedMemberOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
            /** Extra Roles */
            extra_roles: string[];
            /** Safety Grade */
            safety_grade: number;
            /** User Id */
            user_id: string | null;
            /** Ppe Checked */
            ppe_checked: boolean;
        };
        /**
         * AssignedTicketOut
         * @description The ticket of an assignment.
         */
        AssignedTicketOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Address */
            address: string;
            place: components["schemas"]["PointOut"];
            /** Work Type */
            work_type: string;
            /** Priority Class */
            priority_class: number;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
        };
        /**
         * AssignmentEffectOut
         * @description A job that would be judged anew.
         */
        AssignmentEffectOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * State
             * @enum {string}
             */
            state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /** Crew Name */
            crew_name: string;
        };
        /**
         * AssignmentIn
         * @description Which crew shall work which ticket.
         */
        AssignmentIn: {
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /** Vehicle Id */
            vehicle_id?: string | null;
            /** Planned Start */
            planned_start?: string | null;
            /** Work Method */
            work_method?: ("live_line" | "dead_line") | null;
            /** Method Reason */
            method_reason?: string | null;
            /** Procedure Ref */
            procedure_ref?: string | null;
            /**
             * Voltage
             * @default lv
             * @enum {string}
             */
            voltage?: "lv" | "hv";
            /**
             * Issue
             * @description issue the electrical document that the method needs, where I may
             * @default true
             */
            issue?: boolean;
            /**
             * Send Permits
             * @description false prepares the entry requests, to be sent later
             * @default true
             */
            send_permits?: boolean;
        };
        /**
         * AssignmentOut
         * @description One crew's order to work one ticket, as it stands.
         */
        AssignmentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            ticket: components["schemas"]["AssignedTicketOut"];
            crew: components["schemas"]["CrewBrief"];
            vehicle: components["schemas"]["VehicleOut"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
            /**
             * Planned Start At
             * Format: date-time
             */
            planned_start_at: string;
            /**
             * Planned Entry At
             * Format: date-time
             */
            planned_entry_at: string;
            /**
             * Planned End At
             * Format: date-time
             */
            planned_end_at: string;
            /** Work Method */
            work_method: ("dead_line" | "live_line") | null;
            /** Method Reason */
            method_reason: string | null;
            /** Procedure Ref */
            procedure_ref: string | null;
            /** Voltage */
            voltage: string;
            /**
             * Weather
             * @description what the chooser of the method saw at the place, where they said so
             */
            weather: string | null;
            /**
             * Briefed Weather
             * @description the weather for which the crew was last told to brief
             */
            briefed_weather: string | null;
            /**
             * Work Permit Ref
             * @deprecated
             * @description the same as `work_permit.paper_ref`, which takes its place
             */
            work_permit_ref: string | null;
            /** Doffing Point */
            doffing_point: string | null;
            /** Hse Approved At */
            hse_approved_at: string | null;
            /** Notice */
            notice: string | null;
            /** Members */
            members: components["schemas"]["AssignedMemberOut"][];
            /** Permits */
            permits: components["schemas"]["PermitOut"][];
            /** Checklists */
            checklists: components["schemas"]["ChecklistBrief"][];
            /** Follow Ups */
            follow_ups: components["schemas"]["FollowUpOut"][];
            /** Pushes */
            pushes: components["schemas"]["PushStateOut"][];
            /** @description what the crew said to the order, once it has */
            answer: components["schemas"]["PushesAnswerOut"] | null;
            /**
             * Unanswered Since
             * @description since when somebody who should have answered has not
             */
            unanswered_since: string | null;
            /** History */
            history: components["schemas"]["StepOut"][];
            /**
             * Reports
             * @description flagged: what the crew says happened although it was not allowed
             */
            reports: components["schemas"]["ReportOut"][];
            /**
             * Next
             * @description states that the asker may ask for
             */
            next: ("aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working")[];
            /**
             * Conflicts
             * @description stand-downs against it, while the crew is not there yet
             */
            conflicts: components["schemas"]["ReasonOut"][];
            override: components["schemas"]["OverrideOut"] | null;
            /** @description the electrical document that the work is done under */
            work_permit: components["schemas"]["WorkPermitOut"] | null;
            /** Version */
            version: number;
        };
        /**
         * AssignmentRouteOut
         * @description The way of a crew to its work. Without a way all that belongs to it is null.
         */
        AssignmentRouteOut: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /**
             * Begins At
             * @enum {string}
             */
            begins_at: "position" | "base";
            origin: components["schemas"]["PointOut"];
            destination: components["schemas"]["PointOut"];
            geometry: components["schemas"]["LineStringOut"] | null;
            /** Seconds */
            seconds: number | null;
            /** Distance M */
            distance_m: number | null;
            travel: components["schemas"]["TravelSource"] | null;
            /**
             * Zones At
             * Format: date-time
             */
            zones_at: string;
            /** Crossings */
            crossings: components["schemas"]["CrossingOut"][];
        };
        /**
         * AssignmentStepIn
         * @description A step of the life cycle.
         */
        AssignmentStepIn: {
            /**
             * To
             * @enum {string}
             */
            to: "assigned" | "accepted" | "en_route" | "waiting_entry" | "inside" | "working" | "restored" | "exiting" | "closed" | "declined" | "withdrawn" | "aborted";
            /** Reason */
            reason?: string | null;
            /** Version */
            version?: number | null;
        };
        /**
         * AuditChainOut
         * @description A stretch of one chain that was looked at: the links behind ``after`` up to ``position``.
         */
        AuditChainOut: {
            /**
             * Chain Id
             * Format: uuid
             */
            chain_id: string;
            /** Name */
            name: string;
            /** After */
            after: number;
            /** Position */
            position: number;
            /** Hash */
            hash: string;
            /** More */
            more: boolean;
            /** Vouched */
            vouched: number;
        };
        /**
         * AuditCheckpointOut
         * @description The newest checkpoint.
         */
        AuditCheckpointOut: {
            /** Number */
            number: number;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
        };
        /**
         * AuditFaultOut
         * @description One thing that is wrong, at the first link that is in doubt.
         */
        AuditFaultOut: {
            what: components["schemas"]["What"];
            /** Chain Id */
            chain_id: string | null;
            /** Position */
            position: number | null;
            /** Event Id */
            event_id: string | null;
            /** Checkpoint */
            checkpoint: number | null;
            /** After */
            after: number | null;
        };
        /**
         * AuditOut
         * @description One entry of the trail, with its facts; what names people is not among them.
         */
        AuditOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Verb */
            verb: string;
            /** Subject Kind */
            subject_kind: string;
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
            /** Unit Id */
            unit_id: string | null;
            /** Ticket Id */
            ticket_id: string | null;
            /** Assignment Id */
            assignment_id: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Actor */
            actor: string;
            /** Device Time */
            device_time: string | null;
            /** Payload */
            payload: {
                [key: string]: unknown;
            };
        };
        /**
         * AuditStepOut
         * @description One event of the job, by which way it was done, and its facts.
         */
        AuditStepOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Verb */
            verb: string;
            /** Subject Kind */
            subject_kind: string;
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
            /** Unit Id */
            unit_id: string | null;
            /** Ticket Id */
            ticket_id: string | null;
            /** Assignment Id */
            assignment_id: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Actor */
            actor: string;
            /**
             * Name
             * @description what the verb means, in the reader's language
             */
            name: string;
            /** Device Time */
            device_time: string | null;
            /** Channel */
            channel: string;
            /** Payload */
            payload: {
                [key: string]: unknown;
            };
        };
        /**
         * AuditVerifyOut
         * @description What verification found. ``whole`` speaks of what was looked at; `cordon audit verify` looks at everything.
         */
        AuditVerifyOut: {
            /** Whole */
            whole: boolean;
            /** Links */
            links: number;
            /** Erased */
            erased: number;
            /** Unsealed Seconds */
            unsealed_seconds: number;
            /** Compared */
            compared: number;
            checkpoint: components["schemas"]["AuditCheckpointOut"] | null;
            /** Chains */
            chains: components["schemas"]["AuditChainOut"][];
            /** Faults */
            faults: components["schemas"]["AuditFaultOut"][];
        };
        /**
         * AuthorityIn
         * @description An authority to be made.
         */
        AuthorityIn: {
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id?: string | null;
            /** Name En */
            name_en?: string | null;
            /**
             * Level
             * @default commune
             * @enum {string}
             */
            level?: "province" | "district" | "commune" | "checkpoint";
            /**
             * Response Minutes
             * @default 60
             */
            response_minutes?: number;
            /**
             * Response Clock
             * @default open_hours
             * @enum {string}
             */
            response_clock?: "open_hours" | "always";
            /** Hours */
            hours?: string | null;
            opening?: components["schemas"]["Opening"] | null;
            /** Contacts */
            contacts?: components["schemas"]["ContactIn"][];
            /** Area */
            area?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
        };
        /**
         * AuthorityOut
         * @description An authority with how to reach it.
         */
        AuthorityOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Parent Id */
            parent_id: string | null;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Name En */
            name_en: string | null;
            /** Level */
            level: string;
            /** Response Minutes */
            response_minutes: number;
            /**
             * Response Clock
             * @description whether that time runs only while the authority is open
             * @enum {string}
             */
            response_clock: "open_hours" | "always";
            /**
             * Hours
             * @description for people to read
             */
            hours: string | null;
            /** @description for the machine; null is around the clock */
            opening: components["schemas"]["OpeningOut"] | null;
            /** Open Now */
            open_now: boolean;
            /** Contacts */
            contacts: components["schemas"]["ContactOut"][];
            area: components["schemas"]["MultiPolygonOut"] | null;
            /** Version */
            version: number;
        };
        /**
         * AuthorityPatch
         * @description What changes; fields left out stay.
         */
        AuthorityPatch: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Name En */
            name_en?: string | null;
            /**
             * Level
             * @default commune
             * @enum {string}
             */
            level?: "province" | "district" | "commune" | "checkpoint";
            /**
             * Response Minutes
             * @default 60
             */
            response_minutes?: number;
            /**
             * Response Clock
             * @default open_hours
             * @enum {string}
             */
            response_clock?: "open_hours" | "always";
            /** Hours */
            hours?: string | null;
            opening?: components["schemas"]["Opening"] | null;
            /** Contacts */
            contacts?: components["schemas"]["ContactIn"][];
            /** Area */
            area?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
        };
        /**
         * BreakOut
         * @description A break that was taken; without an end it lasts.
         */
        BreakOut: {
            /**
             * Begun At
             * Format: date-time
             */
            begun_at: string;
            /** Ended At */
            ended_at: string | null;
        };
        /**
         * BulkStepIn
         * @description The same step of several permits; what an approval says goes for all of them.
         */
        BulkStepIn: {
            /** Permit Ids */
            permit_ids: string[];
            /**
             * To
             * @enum {string}
             */
            to: "acknowledged" | "approved" | "denied" | "revoked" | "withdrawn" | "requested";
            /**
             * Reason
             * @default
             */
            reason?: string;
            /** Conditions */
            conditions?: string[];
            /** Exit Conditions */
            exit_conditions?: string[];
        };
        /**
         * CandidateOut
         * @description A crew that could go. Times are estimates; the entry minutes count permit, briefing and donning.
         *
         *     What is offered moves nothing that is planned; ``by_moving`` tells what moving would gain and whom it would delay.
         *     ``why`` says what makes it the first, or what decides between it and the first.
         */
        CandidateOut: {
            crew: components["schemas"]["CrewBrief"];
            /** Travel Minutes */
            travel_minutes: number;
            /** Distance M */
            distance_m: number;
            /**
             * Depart At
             * Format: date-time
             */
            depart_at: string;
            /**
             * Arrive At
             * Format: date-time
             */
            arrive_at: string;
            /** Entry Minutes */
            entry_minutes: number;
            /**
             * Earliest Start At
             * Format: date-time
             */
            earliest_start_at: string;
            /**
             * Restored At
             * Format: date-time
             */
            restored_at: string;
            /** Workload Minutes */
            workload_minutes: number;
            /** Exposure People */
            exposure_people: number;
            /** Needs Permits */
            needs_permits: number;
            /** Why */
            why: components["schemas"]["ReasonOut"][];
            by_moving: components["schemas"]["MovingOut"] | null;
            /** Notes */
            notes: components["schemas"]["ReasonOut"][];
        };
        /**
         * CandidatesOut
         * @description Crews for one ticket.
         */
        CandidatesOut: {
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Zones */
            zones: components["schemas"]["ZoneHit"][];
            merged: components["schemas"]["Requirements"] | null;
            /** Candidates */
            candidates: components["schemas"]["CandidateOut"][];
            /** Refused */
            refused: components["schemas"]["RefusedOut"][];
            travel: components["schemas"]["TravelSource"] | null;
        };
        /**
         * ChangeOut
         * @description One difference to the version in force; an empty key is the list as a whole.
         */
        ChangeOut: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "added" | "removed" | "moved" | "changed";
            /** Key */
            key: string;
            /** Fields */
            fields: string[];
        };
        /**
         * CheckItemOut
         * @description One thing to look at on a vehicle.
         */
        CheckItemOut: {
            /** Code */
            code: string;
            /** Name */
            name: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "confirm" | "date" | "number";
            /** Moments */
            moments: string[];
            /** Blocking */
            blocking: boolean;
            /** For Keeper */
            for_keeper: boolean;
            /** Least */
            least: number | null;
        };
        /**
         * CheckinIn
         * @description How the crew was reached.
         */
        CheckinIn: {
            /** Note */
            note: string;
        };
        /**
         * CheckinOut
         * @description How a crew inside is asked whether all are well (``crew.checkin``); who is silent is looked for.
         */
        CheckinOut: {
            /** Every Seconds */
            every_seconds: number;
            /** Checked At */
            checked_at: string | null;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
        };
        /**
         * ChecklistBrief
         * @description A checklist inside its assignment.
         */
        ChecklistBrief: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Template Code */
            template_code: string;
            /** Title */
            title: string;
            /** Purpose */
            purpose: string;
            /**
             * State
             * @enum {string}
             */
            state: "complete" | "failed" | "open" | "void";
            /** Done */
            done: number;
            /** Total */
            total: number;
        };
        /**
         * ChecklistOut
         * @description A checklist with everything that is to be done and was confirmed.
         */
        ChecklistOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Template Code */
            template_code: string;
            /** Title */
            title: string;
            /** Purpose */
            purpose: string;
            /**
             * State
             * @enum {string}
             */
            state: "complete" | "failed" | "open" | "void";
            /** Done */
            done: number;
            /** Total */
            total: number;
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            template: components["schemas"]["TemplateOut"];
            /** Entries */
            entries: components["schemas"]["EntryOut"][];
            next_item: components["schemas"]["SlotOut"] | null;
            /** Missing */
            missing: components["schemas"]["SlotOut"][];
            /** Failed */
            failed: components["schemas"]["SlotOut"][];
            /**
             * Unproven
             * @description answered, but the photo or signature has not come yet
             */
            unproven: components["schemas"]["SlotOut"][];
            /** Void Reason */
            void_reason: string | null;
            /** Version */
            version: number;
        };
        /**
         * Checks
         * @description Each ``ok``, or what is missing.
         */
        Checks: {
            /** Database */
            database: string;
            /** Migrations */
            migrations: string;
            /** Worker */
            worker: string;
            /** Audit */
            audit: string;
        };
        /**
         * ChoiceOut
         * @description One option of a choice.
         */
        ChoiceOut: {
            /** Value */
            value: string;
            /** Label */
            label: string;
        };
        /**
         * ChoiceShape
         * @description One option of a choice.
         */
        ChoiceShape: {
            /** Value */
            value: string;
            text: components["schemas"]["TextShape"];
        };
        /**
         * ClockOut
         * @description How the phone's clock stands to the service's. However wrong it is, nothing is refused for it.
         */
        ClockOut: {
            /**
             * Skew Ms
             * @description by how much it is ahead; negative when it is behind
             */
            skew_ms: number;
            /**
             * Flagged
             * @description off by more than five minutes: tell the worker to set it
             */
            flagged: boolean;
        };
        /**
         * ClosureEndIn
         * @description Why a road is open again.
         */
        ClosureEndIn: {
            /** Reason */
            reason: string;
        };
        /**
         * ClosureIn
         * @description A road to be closed: a point on it, a line along it, or an area.
         */
        ClosureIn: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Geometry
             * @description GeoJSON geometry, WGS 84, longitude first: a point on the road, a line along it, an area.
             * @example {
             *       "coordinates": [
             *         [
             *           108.2208,
             *           16.0678
             *         ],
             *         [
             *           108.2231,
             *           16.0681
             *         ]
             *       ],
             *       "type": "LineString"
             *     }
             */
            geometry: {
                /** @enum {string} */
                type: "Point" | "LineString" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /** Reason */
            reason: string;
            /** Valid From */
            valid_from?: string | null;
            /** Valid Until */
            valid_until?: string | null;
        };
        /**
         * ClosureOut
         * @description A closed road.
         */
        ClosureOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Geometry */
            geometry: components["schemas"]["PointOut"] | components["schemas"]["LineStringOut"] | components["schemas"]["MultiPolygonOut"];
            /** Reason */
            reason: string;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid Until */
            valid_until: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Version */
            version: number;
        };
        /**
         * CodeNameOut
         * @description A code with its name in the asker's language.
         */
        CodeNameOut: {
            /** Code */
            code: string;
            /** Name */
            name: string;
        };
        /**
         * CombinationEndIn
         * @description Why a sign-off is taken back.
         */
        CombinationEndIn: {
            /** Reason */
            reason: string;
        };
        /**
         * CombinationIn
         * @description What is signed off, for a unit and all below it.
         */
        CombinationIn: {
            /** Ppe Profile */
            ppe_profile: string;
            /**
             * Work Method
             * @enum {string}
             */
            work_method: "live_line" | "dead_line";
            /**
             * Note
             * @description under which conditions: what is worn below, what was looked at
             */
            note: string;
            /**
             * Unit Id
             * @description my uppermost unit when left out
             */
            unit_id?: string | null;
            /** Valid Until */
            valid_until?: string | null;
        };
        /**
         * CombinationOut
         * @description One sign-off, with what became of it.
         */
        CombinationOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Unit Id
             * @description null: it holds for every unit
             */
            unit_id: string | null;
            /** Ppe Profile */
            ppe_profile: string;
            /** Ppe Name */
            ppe_name: string;
            /**
             * Work Method
             * @enum {string}
             */
            work_method: "dead_line" | "live_line";
            /** Method Name */
            method_name: string;
            /** Note */
            note: string;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Signed Name */
            signed_name: string;
            /** Valid Until */
            valid_until: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
            /** Withdrawn Name */
            withdrawn_name: string | null;
            /** Withdrawn Reason */
            withdrawn_reason: string | null;
            /** Holds */
            holds: boolean;
        };
        /**
         * CommitIn
         * @description Which lines of the plan: all, or these.
         */
        CommitIn: {
            /** Line Ids */
            line_ids?: string[];
            /**
             * All
             * @default false
             */
            all?: boolean;
        };
        /**
         * ConditionOut
         * @description The item is asked only when an earlier one was answered so.
         */
        ConditionOut: {
            /** Item Key */
            item_key: string;
            /** Equals */
            equals: string | boolean | number | null;
        };
        /**
         * ConditionShape
         * @description The item is asked only when an earlier one was answered so.
         */
        ConditionShape: {
            /** Item Key */
            item_key: string;
            /** Equals */
            equals: string | boolean | number | null;
        };
        /**
         * ConditionsIn
         * @description Other conditions for a permit that is good.
         */
        ConditionsIn: {
            /** Conditions */
            conditions?: string[];
            /** Exit Conditions */
            exit_conditions?: string[];
        };
        /**
         * ConfirmIn
         * @description HSE's word on one version.
         */
        ConfirmIn: {
            /** Code */
            code: string;
            /** Version */
            version: number;
            /** Note */
            note: string;
        };
        /**
         * ContactIn
         * @description Somebody to call.
         */
        ContactIn: {
            /** Name */
            name: string;
            /** Phone */
            phone?: string | null;
            /** Email */
            email?: string | null;
        };
        /**
         * ContactOut
         * @description Somebody to call.
         */
        ContactOut: {
            /** Name */
            name: string | null;
            /** Phone */
            phone: string | null;
            /** Email */
            email: string | null;
        };
        /**
         * ContentShape
         * @description What a version says.
         */
        ContentShape: {
            title: components["schemas"]["TextShape"];
            /**
             * Purpose
             * @enum {string}
             */
            purpose: "briefing" | "entry" | "work" | "exit" | "disinfection";
            /**
             * Ordered
             * @default true
             */
            ordered?: boolean;
            /**
             * Hse Must Confirm
             * @default false
             */
            hse_must_confirm?: boolean;
            /** Items */
            items: components["schemas"]["ItemShape"][];
        };
        /**
         * ControlPointOut
         * @description A control point, and the kind of the part that it leads into.
         */
        ControlPointOut: {
            /** Name */
            name: string;
            place: components["schemas"]["PointOut"];
            /** Into */
            into: ("cold" | "hot" | "warm") | null;
        };
        /**
         * CountIn
         * @description A count sheet. Lots of an article on it that it does not name are counted as none; other articles stay.
         */
        CountIn: {
            /** Lines */
            lines: components["schemas"]["CountedIn"][];
            /** Reason */
            reason?: string | null;
        };
        /**
         * CountedIn
         * @description How many of a lot were found; none is a number too.
         */
        CountedIn: {
            /** Item */
            item: string;
            /** Pieces */
            pieces: number;
            /**
             * Size
             * @default
             */
            size?: string;
            /**
             * Lot No
             * @default
             */
            lot_no?: string;
            /** Expires At */
            expires_at?: string | null;
        };
        /**
         * CrewAnswerOut
         * @description Whether a crew could do the job, when, what it would delay, and what decides between it and the chosen one.
         */
        CrewAnswerOut: {
            crew: components["schemas"]["CrewBrief"];
            /** Feasible */
            feasible: boolean;
            /** Chosen */
            chosen: boolean;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
            /** Position */
            position: number | null;
            /** Arrive At */
            arrive_at: string | null;
            /** Entry At */
            entry_at: string | null;
            /** Finish At */
            finish_at: string | null;
            /** Delays */
            delays: components["schemas"]["DelayedJobOut"][];
            cost: components["schemas"]["PlanValueOut"];
            /**
             * Minutes Later
             * @description than with the chosen crew; null for that one itself
             */
            minutes_later: number | null;
            /**
             * Decides
             * @description the part of the objective that differs most
             */
            decides: string | null;
            /**
             * Notes
             * @description what is an estimate: a crew on its way that has not been seen for long
             */
            notes: components["schemas"]["ReasonOut"][];
        };
        /**
         * CrewBrief
         * @description A crew by its names.
         */
        CrewBrief: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
        };
        /**
         * CrewDayOut
         * @description A crew's shift as it is now.
         */
        CrewDayOut: {
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /** Crew Code */
            crew_code: string;
            /** Crew Name */
            crew_name: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Shift Id
             * Format: uuid
             */
            shift_id: string;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Members */
            members: components["schemas"]["PresentOut"][];
            /**
             * Signed On
             * @description how many are there now
             */
            signed_on: number;
            /**
             * Missing Since
             * @description when the shift began, where nobody came although it is time
             */
            missing_since: string | null;
            /** Planned Breaks */
            planned_breaks: components["schemas"]["PlannedBreakOut"][];
            /** Breaks */
            breaks: components["schemas"]["BreakOut"][];
            /**
             * Break Until
             * @description expected end of the break that the crew is on
             */
            break_until: string | null;
            /**
             * Break Due At
             * @description when the next break has to begin
             */
            break_due_at: string | null;
            /**
             * Unavailable
             * @description names of those who said that they cannot work, undecided
             */
            unavailable: string[];
            /** Defects */
            defects: components["schemas"]["DefectOut"][];
        };
        /**
         * CrewDeviceOut
         * @description A phone, and whose it is.
         */
        CrewDeviceOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /** User Name */
            user_name: string;
            /** Platform */
            platform: string;
            /** Name */
            name: string | null;
            /**
             * Registered At
             * Format: date-time
             */
            registered_at: string;
            /**
             * Seen At
             * Format: date-time
             */
            seen_at: string;
            /**
             * Disabled Reason
             * @description why it gets no pushes: signed_out, lost, stale, replaced, ...
             */
            disabled_reason: string | null;
            /** Lost At */
            lost_at: string | null;
        };
        /**
         * CrewIn
         * @description A crew to be made.
         */
        CrewIn: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /**
             * Base
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            base: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /** Skills */
            skills?: string[];
            /** Members */
            members?: components["schemas"]["MemberIn"][];
            /** Vehicles */
            vehicles?: components["schemas"]["VehicleIn"][];
        };
        /**
         * CrewListsOut
         * @description What crews choose from.
         */
        CrewListsOut: {
            /** Decline Reasons */
            decline_reasons: components["schemas"]["CodeNameOut"][];
            /** Vehicle Items */
            vehicle_items: components["schemas"]["CheckItemOut"][];
        };
        /**
         * CrewOut
         * @description A crew with all that belongs to it now.
         */
        CrewOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Skills */
            skills: string[];
            position: components["schemas"]["PointOut"] | null;
            /** Position At */
            position_at: string | null;
            base: components["schemas"]["PointOut"];
            /** Active */
            active: boolean;
            /** On Shift */
            on_shift: boolean;
            /** Shift Until */
            shift_until: string | null;
            /** Members */
            members: components["schemas"]["MemberOut"][];
            /** Vehicles */
            vehicles: components["schemas"]["VehicleOut"][];
            /** Current Assignment Id */
            current_assignment_id: string | null;
            /** Planned Count */
            planned_count: number;
            /** Assignment State */
            assignment_state: ("aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working") | null;
            /** Version */
            version: number;
        };
        /**
         * CrewPatch
         * @description What changes; fields left out stay. Lists replace what was there.
         */
        CrewPatch: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Base
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            base?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /** Skills */
            skills?: string[];
            /** Members */
            members?: components["schemas"]["MemberIn"][];
            /** Vehicles */
            vehicles?: components["schemas"]["VehicleIn"][];
            /**
             * Active
             * @default true
             */
            active?: boolean;
        };
        /**
         * CrewSizesOut
         * @description The sizes that a crew wears.
         */
        CrewSizesOut: {
            /** Members */
            members: components["schemas"]["MemberSizesOut"][];
        };
        /**
         * CrewThereOut
         * @description A crew on duty that is in the area by its last position, without a job there.
         */
        CrewThereOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * CrossingOut
         * @description One stay of the way in one zone.
         */
        CrossingOut: {
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /** Zone Number */
            zone_number: string;
            /** Zone Name */
            zone_name: string;
            /** Hazard Class */
            hazard_class: string;
            entry: components["schemas"]["PointOut"];
            exit: components["schemas"]["PointOut"];
            /** Entry M */
            entry_m: number;
            /** Exit M */
            exit_m: number;
            /** Starts Inside */
            starts_inside: boolean;
            /** Ends Inside */
            ends_inside: boolean;
            /** Permit Needed */
            permit_needed: boolean;
            /** Transit Permit Needed */
            transit_permit_needed: boolean;
            /** Gates */
            gates: components["schemas"]["GatePassedOut"][];
        };
        /**
         * DeadlineIn
         * @description When work should begin (`due_at`), may (`not_before`) and must (`must_start_by`).
         */
        DeadlineIn: {
            /** Due At */
            due_at?: string | null;
            /** Not Before */
            not_before?: string | null;
            /** Must Start By */
            must_start_by?: string | null;
        };
        /**
         * DeadlineOut
         * @description When work on a ticket should and must begin.
         */
        DeadlineOut: {
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /** Due At */
            due_at: string | null;
            /** Not Before */
            not_before: string | null;
            /** Must Start By */
            must_start_by: string | null;
            /** Version */
            version: number;
        };
        /**
         * DeclineReasonIn
         * @description Why crews decline; taken off the list with `active` false.
         */
        DeclineReasonIn: {
            /** Code */
            code: string;
            /** Vi */
            vi: string;
            /** En */
            en: string;
            /**
             * Active
             * @default true
             */
            active?: boolean;
        };
        /**
         * DefectOut
         * @description Something wrong with a vehicle.
         */
        DefectOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Vehicle Id
             * Format: uuid
             */
            vehicle_id: string;
            /** Plate */
            plate: string;
            /** Crew Code */
            crew_code: string | null;
            /** Item */
            item: string;
            /** Item Name */
            item_name: string;
            /** Why */
            why: string;
            /** Blocking */
            blocking: boolean;
            /** For Keeper */
            for_keeper: boolean;
            /**
             * Noted At
             * Format: date-time
             */
            noted_at: string;
            /** Mended At */
            mended_at: string | null;
            /** Mended Note */
            mended_note: string | null;
        };
        /**
         * DeferredByOut
         * @description The isolation order that defers a ticket.
         */
        DeferredByOut: {
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Legal Reference */
            legal_reference: string;
        };
        /**
         * DelayOut
         * @description A planned ticket that would begin later.
         */
        DelayOut: {
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /** Number */
            number: string;
            /** Minutes */
            minutes: number;
            /** Customers */
            customers: number;
        };
        /**
         * DelayedJobOut
         * @description A job that would begin later.
         */
        DelayedJobOut: {
            ticket: components["schemas"]["PlannedTicketOut"];
            /** Minutes */
            minutes: number;
            /** Customers */
            customers: number;
        };
        /**
         * DelayedOut
         * @description A job that begins later than it stood, and by how much.
         */
        DelayedOut: {
            ticket: components["schemas"]["PlannedTicketOut"];
            crew: components["schemas"]["CrewBrief"];
            /** Minutes */
            minutes: number;
        };
        /**
         * DeviceIn
         * @description This phone, and where pushes for it go: a token of FCM, or a browser's subscription for web push.
         */
        DeviceIn: {
            /**
             * Platform
             * @enum {string}
             */
            platform: "web" | "android" | "ios";
            /** Token */
            token?: string | null;
            subscription?: components["schemas"]["SubscriptionIn"] | null;
            /** Name */
            name?: string | null;
            /**
             * Client Id
             * @description the phone's own name, as in `sync/push`: its address is replaced
             */
            client_id?: string | null;
        };
        /**
         * DeviceOut
         * @description A registered phone.
         */
        DeviceOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Inbox Url
             * @description demo only: stream of what the stand-in for the push service got
             */
            inbox_url: string | null;
        };
        /**
         * DisinfectionRunOut
         * @description A disinfection that the job asked for.
         */
        DisinfectionRunOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** State */
            state: string;
            /** Completed At */
            completed_at: string | null;
        };
        /**
         * DraftIn
         * @description A draft to begin: of the next version of a template, or of a new one with its content.
         */
        DraftIn: {
            /** Code */
            code: string;
            content?: components["schemas"]["ContentShape"] | null;
        };
        /**
         * DraftOut
         * @description A draft with what is wrong with it and what is different.
         */
        DraftOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Code */
            code: string;
            /**
             * Based On
             * @description the version that it was last saved upon; 0 for a new template
             */
            based_on: number;
            /** Newest */
            newest: number;
            content: components["schemas"]["ContentShape"];
            /** Problems */
            problems: components["schemas"]["ProblemOut"][];
            /** Changes */
            changes: components["schemas"]["ChangeOut"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Changed By */
            changed_by: string;
            /** Version */
            version: number;
        };
        /**
         * DraftPatch
         * @description What is completed before a request is sent; fields left out stay.
         */
        DraftPatch: {
            /**
             * Reason
             * @default
             */
            reason?: string;
            /** Requested From */
            requested_from?: string | null;
            /** Requested Until */
            requested_until?: string | null;
        };
        /**
         * EmergencyIn
         * @description Nothing need be said; a crew on its way elsewhere goes only when its assignment is named.
         */
        EmergencyIn: {
            /** Divert Assignment Id */
            divert_assignment_id?: string | null;
            /**
             * Propose
             * @default false
             */
            propose?: boolean;
        };
        /**
         * EmergencyOut
         * @description What was done for an emergency. To undo: withdraw `assignments`, and put back what each line `was`.
         */
        EmergencyOut: {
            plan: components["schemas"]["PlanOut"];
            /** Assignments */
            assignments: string[];
            /** Delayed */
            delayed: components["schemas"]["DelayedOut"][];
            /** Displaced */
            displaced: components["schemas"]["PlannedTicketOut"][];
            /** Options */
            options: components["schemas"]["OptionOut"][];
        };
        /**
         * EmergencyStepIn
         * @description What was done about an emergency.
         */
        EmergencyStepIn: {
            /**
             * Emergency Id
             * Format: uuid
             */
            emergency_id: string;
            /**
             * Step
             * @enum {string}
             */
            step: "seen" | "ended";
            /** Note */
            note?: string | null;
        };
        /**
         * EndIn
         * @description Why something ends.
         */
        EndIn: {
            /** Reason */
            reason: string;
        };
        /**
         * EndIssueIn
         * @description How pieces that are out come back: onto the shelf, to disinfection, out of it, or not at all.
         */
        EndIssueIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "return" | "disinfect" | "clean" | "write_off";
            /** Pieces */
            pieces: number;
            /** Reason */
            reason?: string | null;
        };
        /**
         * EndedJobOut
         * @description How a job of my crew ended.
         */
        EndedJobOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
            /**
             * Reason
             * @description what was said when it was withdrawn, declined or given up
             */
            reason: string | null;
        };
        /**
         * EntryOut
         * @description One confirmation; one that corrects another takes its place, and both stay.
         */
        EntryOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Item Key */
            item_key: string;
            /** Member Id */
            member_id: string | null;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "ok" | "na" | "failed";
            /** Value */
            value: boolean | number | string | null;
            /** Reason */
            reason: string | null;
            /**
             * Device Time
             * Format: date-time
             */
            device_time: string;
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
            /**
             * By User
             * Format: uuid
             */
            by_user: string;
            /** Corrects */
            corrects: string | null;
            /**
             * Held Seconds
             * @description how long a timer had run for certain
             */
            held_seconds: number | null;
            /**
             * Proof
             * @description by what that is proven
             */
            proof: ("counter" | "clock" | "claim") | null;
            /**
             * Evidence Sha256
             * @description hash of what was photographed or signed
             */
            evidence_sha256: string | null;
        };
        /**
         * EpidemicReportOut
         * @description One day of a unit and all below it; nobody is named.
         */
        EpidemicReportOut: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit */
            unit: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Time Zone */
            time_zone: string;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Known At
             * Format: date-time
             * @description ask for it again with this to get the same figures
             */
            known_at: string;
            /** Rows */
            rows: components["schemas"]["UnitDayOut"][];
            /** Totals */
            totals: {
                [key: string]: number;
            };
            /** Stores Short */
            stores_short: components["schemas"]["StoreShortOut"][];
            /** Jobs Short */
            jobs_short: components["schemas"]["JobsShortOut"][];
        };
        /**
         * EvidenceOut
         * @description What speaks for one cause: in words, and by its numbers.
         */
        EvidenceOut: {
            reason: components["schemas"]["ReasonOut"];
            /** Reports */
            reports: number;
            /** Transformers */
            transformers: string[];
            /** Radius M */
            radius_m: number;
            /** Span Minutes */
            span_minutes: number;
        };
        /**
         * ExposureBreachIn
         * @description Protection that failed.
         */
        ExposureBreachIn: {
            /** Corrects Id */
            corrects_id?: string | null;
            /**
             * Retract
             * @description with corrects_id: it never was
             * @default false
             */
            retract?: boolean;
            /**
             * Item
             * @enum {string}
             */
            item: "respirator" | "eye_protection" | "gloves" | "coverall" | "footwear" | "splash" | "wound" | "doffing" | "other";
            /**
             * Action
             * @default none
             * @enum {string}
             */
            action?: "left" | "washed" | "replaced" | "covered" | "none";
            /** Note */
            note?: string | null;
            /** Happened At */
            happened_at?: string | null;
        };
        /**
         * ExposureBreachOut
         * @description One breach that holds.
         */
        ExposureBreachOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Item
             * @enum {string}
             */
            item: "respirator" | "eye_protection" | "gloves" | "coverall" | "footwear" | "splash" | "wound" | "doffing" | "other";
            /**
             * Action
             * @enum {string}
             */
            action: "left" | "washed" | "replaced" | "covered" | "none";
            /** Note */
            note: string | null;
            /**
             * Happened At
             * Format: date-time
             */
            happened_at: string;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** By */
            by: string;
            /** Late */
            late: boolean;
            /** Corrected */
            corrected: boolean;
        };
        /**
         * ExposureClassificationIn
         * @description HSE's word on a stay.
         */
        ExposureClassificationIn: {
            /** Level */
            level: string;
            /**
             * Follow Up
             * @default none
             * @enum {string}
             */
            follow_up?: "none" | "watch" | "test" | "quarantine" | "medical";
            /** Note */
            note?: string | null;
        };
        /**
         * ExposureClassificationOut
         * @description A level that was proposed or set.
         */
        ExposureClassificationOut: {
            /** Level */
            level: string;
            /** Proposed */
            proposed: boolean;
            /**
             * Follow Up
             * @enum {string}
             */
            follow_up: "none" | "watch" | "test" | "quarantine" | "medical";
            /** Note */
            note: string | null;
            /** By */
            by: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * ExposureContactIn
         * @description Whom the worker was near; without a worker and without words about an outsider: nobody.
         */
        ExposureContactIn: {
            /** Corrects Id */
            corrects_id?: string | null;
            /**
             * Retract
             * @description with corrects_id: it never was
             * @default false
             */
            retract?: boolean;
            /** With Member Id */
            with_member_id?: string | null;
            /** Who */
            who?: string | null;
            /**
             * Band
             * @default unknown
             * @enum {string}
             */
            band?: "under_1m" | "from_1_to_2m" | "over_2m" | "unknown";
            /** Minutes */
            minutes?: number | null;
            /** Indoor */
            indoor?: boolean | null;
            /** Masked */
            masked?: boolean | null;
            /** Happened At */
            happened_at?: string | null;
        };
        /**
         * ExposureContactOut
         * @description One contact that holds.
         */
        ExposureContactOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "none" | "member" | "outsider";
            /** With Member Id */
            with_member_id: string | null;
            /** With Name */
            with_name: string | null;
            /**
             * Who
             * @description of an outsider: name, telephone, what is known
             */
            who: string | null;
            /**
             * Band
             * @enum {string}
             */
            band: "under_1m" | "from_1_to_2m" | "over_2m" | "unknown";
            /** Minutes */
            minutes: number | null;
            /** Indoor */
            indoor: boolean | null;
            /** Masked */
            masked: boolean | null;
            /**
             * Happened At
             * Format: date-time
             */
            happened_at: string;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** By */
            by: string;
            /** Late */
            late: boolean;
            /** Corrected */
            corrected: boolean;
        };
        /**
         * ExposureCriterionIn
         * @description One way to reach a level: all that is named must hold.
         */
        ExposureCriterionIn: {
            /** Bands */
            bands?: ("under_1m" | "from_1_to_2m" | "over_2m" | "unknown")[];
            /** Min Minutes */
            min_minutes?: number | null;
            /** Masked */
            masked?: boolean | null;
            /** Breach Items */
            breach_items?: ("respirator" | "eye_protection" | "gloves" | "coverall" | "footwear" | "splash" | "wound" | "doffing" | "other")[];
            /** Stay Minutes */
            stay_minutes?: number | null;
            /**
             * Without Ppe
             * @default false
             */
            without_ppe?: boolean;
        };
        /**
         * ExposureCriterionOut
         * @description One way to reach a level.
         */
        ExposureCriterionOut: {
            /** Bands */
            bands: ("under_1m" | "from_1_to_2m" | "over_2m" | "unknown")[];
            /** Min Minutes */
            min_minutes: number | null;
            /** Masked */
            masked: boolean | null;
            /** Breach Items */
            breach_items: ("respirator" | "eye_protection" | "gloves" | "coverall" | "footwear" | "splash" | "wound" | "doffing" | "other")[];
            /** Stay Minutes */
            stay_minutes: number | null;
            /** Without Ppe */
            without_ppe: boolean;
        };
        /**
         * ExposureLevelIn
         * @description What a level is called, what follows from it and when it is reached.
         */
        ExposureLevelIn: {
            /**
             * Hazard Class
             * @description `*`: of classes that have none
             */
            hazard_class: string;
            /** Code */
            code: string;
            /** Vi */
            vi: string;
            /** En */
            en: string;
            /**
             * Rank
             * @description higher is worse
             */
            rank: number;
            /** Stand Down Minutes */
            stand_down_minutes: number;
            /**
             * Same Class Open
             * @default false
             */
            same_class_open?: boolean;
            /** When */
            when?: components["schemas"]["ExposureCriterionIn"][];
            /**
             * Hse Must Confirm
             * @default false
             */
            hse_must_confirm?: boolean;
        };
        /**
         * ExposureLevelOut
         * @description A level of exposure.
         */
        ExposureLevelOut: {
            /** Hazard Class */
            hazard_class: string;
            /** Code */
            code: string;
            /** Vi */
            vi: string;
            /** En */
            en: string;
            /** Rank */
            rank: number;
            /** Stand Down Minutes */
            stand_down_minutes: number;
            /** Same Class Open */
            same_class_open: boolean;
            /** When */
            when: components["schemas"]["ExposureCriterionOut"][];
            /** Hse Must Confirm */
            hse_must_confirm: boolean;
        };
        /**
         * ExposureMadeOut
         * @description What was written down.
         */
        ExposureMadeOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /**
         * ExposureRecordOut
         * @description One stay with all that belongs to it.
         */
        ExposureRecordOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Zone */
            zone: string;
            /** Hazard Class */
            hazard_class: string;
            /** Authority */
            authority: string;
            /** Crew */
            crew: string;
            /** Role */
            role: string | null;
            /** Vehicle Plate */
            vehicle_plate: string | null;
            /** Ppe Profile */
            ppe_profile: string | null;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /** Left At */
            left_at: string | null;
            /** Ticket Number */
            ticket_number: string;
            /** Assignment Number */
            assignment_number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /** Zone Version No */
            zone_version_no: number;
            /** Vehicle Id */
            vehicle_id: string | null;
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Address */
            address: string;
            /** Corrected */
            corrected: boolean;
            /** Void */
            void: boolean;
            /** Level */
            level: string | null;
            /**
             * Proposed
             * @description whether the level is the rule's, which nobody confirmed
             */
            proposed: boolean | null;
            /** Contacts */
            contacts: number;
            /** Breaches */
            breaches: number;
            /** Entered Device At */
            entered_device_at: string | null;
            /** Left Device At */
            left_device_at: string | null;
            /**
             * Original Entered At
             * Format: date-time
             */
            original_entered_at: string;
            /** Original Left At */
            original_left_at: string | null;
            /** Corrections */
            corrections: components["schemas"]["StayCorrectionOut"][];
            /** Contact List */
            contact_list: components["schemas"]["ExposureContactOut"][];
            /** Breach List */
            breach_list: components["schemas"]["ExposureBreachOut"][];
            /** Classifications */
            classifications: components["schemas"]["ExposureClassificationOut"][];
            /** Stand Downs */
            stand_downs: components["schemas"]["StandDownOut"][];
            /** Disinfection */
            disinfection: components["schemas"]["DisinfectionRunOut"][];
            /** Levels */
            levels: components["schemas"]["StayLevelOut"][];
            /** Version */
            version: number;
        };
        /**
         * FitnessDecisionIn
         * @description Fit where no end is given; else in stand-down until then.
         */
        FitnessDecisionIn: {
            /** Until */
            until?: string | null;
        };
        /**
         * FitnessReportOut
         * @description What a worker said.
         */
        FitnessReportOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** Crew Code */
            crew_code: string;
            /**
             * Said At
             * Format: date-time
             */
            said_at: string;
            /** Symptoms */
            symptoms: components["schemas"]["CodeNameOut"][];
            /** Decision */
            decision: ("fit" | "stand_down") | null;
            /** Decided At */
            decided_at: string | null;
        };
        /**
         * FixAnswer
         * @description What became of the fix in the same place of the list.
         */
        FixAnswer: {
            /** Stored */
            stored: boolean;
            reason: components["schemas"]["ReasonOut"] | null;
        };
        /**
         * FixIn
         * @description Where the phone was at one moment.
         */
        FixIn: {
            /** Lon */
            lon: number;
            /** Lat */
            lat: number;
            /** Accuracy M */
            accuracy_m: number;
            /**
             * Device Time
             * Format: date-time
             */
            device_time: string;
        };
        /**
         * FixesIn
         * @description What the phone gathered since it last could send.
         */
        FixesIn: {
            /** Fixes */
            fixes: components["schemas"]["FixIn"][];
            /**
             * Sent At
             * @description the phone's clock now: a wrong one is corrected for
             */
            sent_at?: string | null;
        };
        /**
         * FixesOut
         * @description One answer per fix.
         */
        FixesOut: {
            /** Answers */
            answers: components["schemas"]["FixAnswer"][];
            /** @description where the phone said by `sent_at` what its clock shows */
            clock: components["schemas"]["ClockOut"] | null;
        };
        /**
         * FollowUpOut
         * @description A critical item that failed; while it is open, its job does not go on.
         */
        FollowUpOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "resolved";
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Assignment Number */
            assignment_number: string;
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /** Ticket Number */
            ticket_number: string;
            /** Address */
            address: string;
            /** Crew */
            crew: string;
            /**
             * Checklist Id
             * Format: uuid
             */
            checklist_id: string;
            /** Checklist */
            checklist: string;
            /** Item Key */
            item_key: string;
            /** Item */
            item: string;
            /** Member */
            member: string | null;
            /** Said */
            said: string | null;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /** Resolution */
            resolution: ("repeated" | "aborted" | "accepted") | null;
            /** Note */
            note: string | null;
            /** Resolved At */
            resolved_at: string | null;
            /** Resolved By */
            resolved_by: string | null;
            /** Version */
            version: number;
        };
        /**
         * ForecastOut
         * @description Need over open tickets and planned jobs against stock and expiry.
         */
        ForecastOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Lines */
            lines: components["schemas"]["OutlookOut"][];
        };
        /**
         * GateIn
         * @description A control point, and the kind of the part that it leads into.
         */
        GateIn: {
            /** Name */
            name: string;
            /**
             * Place
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            place: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /** Into */
            into?: ("hot" | "warm" | "cold") | null;
        };
        /**
         * GateLineOut
         * @description One line of the gate.
         */
        GateLineOut: {
            /** Number */
            number: number;
            /** Code */
            code: string;
            /** Title */
            title: string;
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "not_required" | "overridden" | "failed";
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
        };
        /**
         * GateOut
         * @description May they enter now, and line by line why (not).
         */
        GateOut: {
            /** Allowed */
            allowed: boolean;
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /** Lines */
            lines: components["schemas"]["GateLineOut"][];
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
        };
        /**
         * GatePassedOut
         * @description A control point on the way.
         */
        GatePassedOut: {
            /** Name */
            name: string;
            place: components["schemas"]["PointOut"];
            /** At M */
            at_m: number;
        };
        /**
         * HandOverOut
         * @description A job on its way from one crew to the next.
         */
        HandOverOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "passed" | "taken" | "dropped";
            /** Cause */
            cause: string;
            /** Cause Name */
            cause_name: string;
            /**
             * Meets
             * @description the crew that hands over stays at the place until the next one has taken over
             */
            meets: boolean;
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /** Ticket Number */
            ticket_number: string;
            /** Ticket Address */
            ticket_address: string;
            /**
             * From Assignment Id
             * Format: uuid
             */
            from_assignment_id: string;
            /** From Crew Code */
            from_crew_code: string;
            /** From Crew Name */
            from_crew_name: string;
            /** To Assignment Id */
            to_assignment_id: string | null;
            /** To Crew Code */
            to_crew_code: string | null;
            /** To Crew Name */
            to_crew_name: string | null;
            /** Done */
            done: string;
            /** Remaining */
            remaining: string;
            /** Isolation */
            isolation: string;
            /** Isolation Name */
            isolation_name: string;
            /** Earthing */
            earthing: string;
            /** Earthing Name */
            earthing_name: string;
            /** Work Permit State */
            work_permit_state: string | null;
            /** Open Items */
            open_items: components["schemas"]["OpenItemOut"][];
            /** Photos */
            photos: string[];
            /**
             * Given At
             * Format: date-time
             */
            given_at: string;
            /** Taken At */
            taken_at: string | null;
            /** Version */
            version: number;
        };
        /**
         * HealthReadOut
         * @description A look at health data, and whose.
         */
        HealthReadOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** What */
            what: string;
            /** Why */
            why: string;
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            /** Reader */
            reader: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
        };
        /**
         * HelpAnswerIn
         * @description Accepted with the time when it comes, refused with the reason, or done.
         */
        HelpAnswerIn: {
            /**
             * To
             * @enum {string}
             */
            to: "accepted" | "refused" | "done";
            /** Text */
            text?: string | null;
            /** Expected At */
            expected_at?: string | null;
        };
        /**
         * HelpRequestOut
         * @description A crew's call for help or material.
         */
        HelpRequestOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "medical" | "police" | "second_crew" | "supervisor" | "equipment" | "material";
            /** Kind Name */
            kind_name: string;
            /** Urgent */
            urgent: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "asked" | "accepted" | "refused" | "done" | "cancelled";
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /** Crew Code */
            crew_code: string;
            /** Crew Name */
            crew_name: string;
            /** Asked By */
            asked_by: string;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Assignment Id */
            assignment_id: string | null;
            /** Ticket Id */
            ticket_id: string | null;
            /** Ticket Number */
            ticket_number: string | null;
            /** Ticket Address */
            ticket_address: string | null;
            /** Item */
            item: string | null;
            /** Item Name */
            item_name: string | null;
            /** Pieces */
            pieces: number | null;
            /** Note */
            note: string | null;
            /** Answer */
            answer: string | null;
            /** Expected At */
            expected_at: string | null;
            /** Answered At */
            answered_at: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Version */
            version: number;
        };
        /**
         * HseIn
         * @description HSE's word on the combination of electrical and medical PPE.
         */
        HseIn: {
            /** Approved */
            approved: boolean;
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * ImportOut
         * @description What became of a file.
         */
        ImportOut: {
            /**
             * Format
             * @enum {string}
             */
            format: "geojson" | "kml" | "shapefile" | "gpkg" | "cap";
            /** Dry Run */
            dry_run: boolean;
            /** Rows */
            rows: number;
            /** Created */
            created: number;
            /** Changed */
            changed: number;
            /** Unchanged */
            unchanged: number;
            /** Refused */
            refused: number;
            /** Refusals */
            refusals: components["schemas"]["NoteOut"][];
            /** Warnings */
            warnings: components["schemas"]["NoteOut"][];
            /** Ignored Columns */
            ignored_columns: string[];
            message: components["schemas"]["MessageOut"] | null;
        };
        /**
         * InHandOut
         * @description Pieces that somebody has in hand.
         */
        InHandOut: {
            /**
             * Issue Id
             * Format: uuid
             */
            issue_id: string;
            /** Member Id */
            member_id: string | null;
            /** Item */
            item: string;
            /** Pieces */
            pieces: number;
            /** Size */
            size: string;
            /** Lot No */
            lot_no: string;
            /** Expires At */
            expires_at: string | null;
            /** Off Shelf */
            off_shelf: boolean;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
        };
        /**
         * IncidentBriefOut
         * @description The incident that a ticket belongs to, at a glance.
         */
        IncidentBriefOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Name */
            name: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "restored" | "closed";
            /** Tickets */
            tickets: number;
            /** Customers */
            customers: number;
            /**
             * Lead Ticket Id
             * Format: uuid
             */
            lead_ticket_id: string;
        };
        /**
         * IncidentDetailOut
         * @description An incident with its tickets, the one to be worked first in front, and its last steps, the newest first.
         */
        IncidentDetailOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit Code */
            unit_code: string;
            /** Name */
            name: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "restored" | "closed";
            /**
             * Cause
             * @enum {string}
             */
            cause: "transformer" | "feeder" | "area" | "manual";
            /**
             * Element
             * @description Name of the device that is likely the cause.
             */
            element: string | null;
            /**
             * Settled
             * @description A person arranged it: the machine never unites it with another.
             */
            settled: boolean;
            place: components["schemas"]["PointOut"];
            /** Radius M */
            radius_m: number;
            evidence: components["schemas"]["EvidenceOut"];
            /**
             * Customers
             * @description Customers affected; those of one transformer count once.
             */
            customers: number;
            /** Tickets */
            tickets: number;
            /**
             * Lead Ticket Id
             * @description The ticket to be worked first.
             */
            lead_ticket_id: string | null;
            /** Merged Into */
            merged_into: string | null;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /** Restored At */
            restored_at: string | null;
            /** Closed At */
            closed_at: string | null;
            /** Version */
            version: number;
            /** Members */
            members: components["schemas"]["IncidentMemberOut"][];
            /** Steps */
            steps: components["schemas"]["IncidentStepOut"][];
        };
        /**
         * IncidentIn
         * @description Tickets that have one cause.
         */
        IncidentIn: {
            /** Ticket Ids */
            ticket_ids: string[];
            /**
             * Name
             * @default
             */
            name?: string;
        };
        /**
         * IncidentMemberOut
         * @description A ticket of an incident.
         */
        IncidentMemberOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
            /** Address */
            address: string;
            /** Priority Class */
            priority_class: number;
            /** Customers Affected */
            customers_affected: number;
            /** Transformer */
            transformer: string | null;
            /** Feeder */
            feeder: string | null;
            place: components["schemas"]["PointOut"];
            /**
             * Reported At
             * Format: date-time
             */
            reported_at: string;
            /**
             * Joined At
             * Format: date-time
             */
            joined_at: string;
            why: components["schemas"]["ReasonOut"];
        };
        /**
         * IncidentOut
         * @description An incident in a list.
         */
        IncidentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit Code */
            unit_code: string;
            /** Name */
            name: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "restored" | "closed";
            /**
             * Cause
             * @enum {string}
             */
            cause: "transformer" | "feeder" | "area" | "manual";
            /**
             * Element
             * @description Name of the device that is likely the cause.
             */
            element: string | null;
            /**
             * Settled
             * @description A person arranged it: the machine never unites it with another.
             */
            settled: boolean;
            place: components["schemas"]["PointOut"];
            /** Radius M */
            radius_m: number;
            evidence: components["schemas"]["EvidenceOut"];
            /**
             * Customers
             * @description Customers affected; those of one transformer count once.
             */
            customers: number;
            /** Tickets */
            tickets: number;
            /**
             * Lead Ticket Id
             * @description The ticket to be worked first.
             */
            lead_ticket_id: string | null;
            /** Merged Into */
            merged_into: string | null;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /** Restored At */
            restored_at: string | null;
            /** Closed At */
            closed_at: string | null;
            /** Version */
            version: number;
        };
        /**
         * IncidentPatch
         * @description What an incident is called.
         */
        IncidentPatch: {
            /** Name */
            name: string;
        };
        /**
         * IncidentStepOut
         * @description A step that arranged the incident's tickets.
         */
        IncidentStepOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Actor */
            actor: string;
            /** Actor Id */
            actor_id: string | null;
            /**
             * Tickets
             * @description Numbers of the tickets that it moved.
             */
            tickets: string[];
            /** Undone */
            undone: boolean;
        };
        /**
         * InsideOut
         * @description A person who is in a zone now, with whom, in what, and until when at the longest.
         */
        InsideOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
            crew: components["schemas"]["NamedOut"];
            /** Vehicle Plate */
            vehicle_plate: string | null;
            zone: components["schemas"]["NamedOut"];
            /**
             * Authority Id
             * Format: uuid
             */
            authority_id: string;
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /**
             * Assignment State
             * @enum {string}
             */
            assignment_state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
            /** Ticket Number */
            ticket_number: string;
            /** Address */
            address: string;
            /** Ppe Profile */
            ppe_profile: string | null;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /** Leave By */
            leave_by: string | null;
            /** Overdue */
            overdue: boolean;
        };
        /**
         * IssueIn
         * @description Reusable pieces that somebody gets for keeps.
         */
        IssueIn: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Lines */
            lines: components["schemas"]["LotPiecesIn"][];
        };
        /**
         * ItemOut
         * @description One thing to confirm.
         */
        ItemOut: {
            /** Key */
            key: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "confirm" | "choice" | "number" | "text" | "photo" | "signature" | "timer";
            /** Label */
            label: string;
            /**
             * Per
             * @enum {string}
             */
            per: "person" | "crew";
            /** Required */
            required: boolean;
            /** Critical */
            critical: boolean;
            /** Choices */
            choices: components["schemas"]["ChoiceOut"][] | null;
            /** Min */
            min: number | null;
            /** Max */
            max: number | null;
            /** Unit */
            unit: string | null;
            /** Min Seconds */
            min_seconds: number | null;
            condition: components["schemas"]["ConditionOut"] | null;
            timed_by: components["schemas"]["TimedByOut"] | null;
        };
        /**
         * ItemShape
         * @description One item; fields of other kinds are left out.
         */
        ItemShape: {
            /** Key */
            key: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "confirm" | "choice" | "number" | "text" | "photo" | "signature" | "timer";
            text: components["schemas"]["TextShape"];
            /**
             * Per
             * @default crew
             * @enum {string}
             */
            per?: "person" | "crew";
            /**
             * Critical
             * @default false
             */
            critical?: boolean;
            /**
             * Na Allowed
             * @default false
             */
            na_allowed?: boolean;
            /** Choices */
            choices?: components["schemas"]["ChoiceShape"][] | null;
            /** Minimum */
            minimum?: number | null;
            /** Maximum */
            maximum?: number | null;
            /** Unit */
            unit?: string | null;
            /**
             * Min Seconds
             * @default 0
             */
            min_seconds?: number;
            condition?: components["schemas"]["ConditionShape"] | null;
            timed_by?: components["schemas"]["TimedByShape"] | null;
        };
        /**
         * JobContactOut
         * @description Somebody to call.
         */
        JobContactOut: {
            /**
             * Role
             * @enum {string}
             */
            role: "reporter" | "dispatcher" | "authority" | "gate" | "crew";
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /**
             * Place
             * @description what they answer for: an address, an authority, a checkpoint, a crew
             */
            place: string;
            /** Authority Id */
            authority_id: string | null;
        };
        /**
         * JobMapOut
         * @description The surroundings of a job.
         */
        JobMapOut: {
            /**
             * Bbox
             * @description west, south, east, north in degrees
             */
            bbox: number[];
            /** Min Zoom */
            min_zoom: number;
            /**
             * Max Zoom
             * @description of the tiles listed, or what the base map is worth looking at
             */
            max_zoom: number;
            /**
             * Tiles Url
             * @description their address with {z}, {x} and {y}
             */
            tiles_url: string | null;
            /**
             * Tiles
             * @description addresses of tiles to prefetch; empty where this installation has none
             */
            tiles: string[];
            /** Zones */
            zones: components["schemas"]["NearZoneOut"][];
        };
        /**
         * JobMemberOut
         * @description Somebody of a job.
         */
        JobMemberOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * JobPackOut
         * @description All that is needed to do a job without a network.
         */
        JobPackOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            ticket: components["schemas"]["TicketFullOut"];
            crew: components["schemas"]["CrewBrief"];
            vehicle: components["schemas"]["VehicleOut"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
            /**
             * Planned Start At
             * Format: date-time
             */
            planned_start_at: string;
            /**
             * Planned Entry At
             * Format: date-time
             */
            planned_entry_at: string;
            /**
             * Planned End At
             * Format: date-time
             */
            planned_end_at: string;
            /** Work Method */
            work_method: ("dead_line" | "live_line") | null;
            /** Method Reason */
            method_reason: string | null;
            /** Procedure Ref */
            procedure_ref: string | null;
            /** Voltage */
            voltage: string;
            /**
             * Weather
             * @description what the chooser of the method saw at the place, where they said so
             */
            weather: string | null;
            /**
             * Briefed Weather
             * @description the weather for which the crew was last told to brief
             */
            briefed_weather: string | null;
            /**
             * Work Permit Ref
             * @deprecated
             * @description the same as `work_permit.paper_ref`, which takes its place
             */
            work_permit_ref: string | null;
            /** Doffing Point */
            doffing_point: string | null;
            /** Hse Approved At */
            hse_approved_at: string | null;
            /** Notice */
            notice: string | null;
            /** Members */
            members: components["schemas"]["AssignedMemberOut"][];
            /** Permits */
            permits: components["schemas"]["PermitOut"][];
            /** Checklists */
            checklists: components["schemas"]["ChecklistOut"][];
            /** Follow Ups */
            follow_ups: components["schemas"]["FollowUpOut"][];
            /** Pushes */
            pushes: components["schemas"]["PushStateOut"][];
            /** @description what the crew said to the order, once it has */
            answer: components["schemas"]["PushesAnswerOut"] | null;
            /**
             * Unanswered Since
             * @description since when somebody who should have answered has not
             */
            unanswered_since: string | null;
            /** History */
            history: components["schemas"]["StepOut"][];
            /**
             * Reports
             * @description flagged: what the crew says happened although it was not allowed
             */
            reports: components["schemas"]["ReportOut"][];
            /**
             * Next
             * @description states that the asker may ask for
             */
            next: ("aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working")[];
            /**
             * Conflicts
             * @description stand-downs against it, while the crew is not there yet
             */
            conflicts: components["schemas"]["ReasonOut"][];
            override: components["schemas"]["OverrideOut"] | null;
            /** @description the electrical document that the work is done under */
            work_permit: components["schemas"]["WorkPermitOut"] | null;
            /** Version */
            version: number;
            /** Zones */
            zones: components["schemas"]["PackZone"][];
            merged: components["schemas"]["Requirements"] | null;
            gate: components["schemas"]["GateOut"];
            /** Contacts */
            contacts: components["schemas"]["JobContactOut"][];
            /** Passes */
            passes: components["schemas"]["PassOut"][];
            /** Ppe */
            ppe: components["schemas"]["MemberSetOut"][];
            /**
             * Contacts Told
             * @description members whose contacts in the zone were told
             */
            contacts_told: string[];
            /** @description while the crew is inside a zone */
            checkin: components["schemas"]["CheckinOut"] | null;
            map: components["schemas"]["JobMapOut"];
        };
        /**
         * JobStockOut
         * @description What one job has reserved, is short of, and has in hand.
         */
        JobStockOut: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Number */
            number: string;
            /** Crew Name */
            crew_name: string;
            /** State */
            state: string;
            /**
             * Planned Entry At
             * Format: date-time
             */
            planned_entry_at: string;
            /** Members */
            members: components["schemas"]["JobMemberOut"][];
            /** Reserved */
            reserved: components["schemas"]["ReservedOut"][];
            /** In Hand */
            in_hand: components["schemas"]["InHandOut"][];
        };
        /**
         * JobsShortOut
         * @description An article that the day's jobs were short of.
         */
        JobsShortOut: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit Code */
            unit_code: string;
            /** Item Code */
            item_code: string;
            /** Jobs */
            jobs: number;
            /** Pieces */
            pieces: number;
        };
        /**
         * JobsStockOut
         * @description Jobs with anything reserved or short, the soonest first.
         */
        JobsStockOut: {
            /** Jobs */
            jobs: components["schemas"]["JobStockOut"][];
        };
        /**
         * JoinIn
         * @description Tickets that belong to an incident as well.
         */
        JoinIn: {
            /** Ticket Ids */
            ticket_ids: string[];
        };
        /**
         * JudgementOut
         * @description Unit, orders, zones and open tickets at a place.
         */
        JudgementOut: {
            unit: components["schemas"]["UnitBrief"] | null;
            work_type: components["schemas"]["WorkTypeOut"];
            /** Zones */
            zones: components["schemas"]["ZoneHit"][];
            merged: components["schemas"]["Requirements"] | null;
            /** Nearby */
            nearby: components["schemas"]["NearTicketOut"][];
        };
        /**
         * KeptPieceOut
         * @description Own equipment in hand for keeps.
         */
        KeptPieceOut: {
            /**
             * Id
             * Format: uuid
             * @description of its issue: the entity of `ppe.return`
             */
            id: string;
            /** Item */
            item: string;
            /** Name */
            name: string;
            /** Pieces */
            pieces: number;
            /** Expires At */
            expires_at: string | null;
            /** Expired */
            expired: boolean;
        };
        /**
         * LeftOutOut
         * @description A ticket that nobody does, and why.
         */
        LeftOutOut: {
            ticket: components["schemas"]["PlannedTicketOut"];
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
        };
        /**
         * LevelIn
         * @description What a level is called, and which work it allows where an order does not say it itself.
         */
        LevelIn: {
            /** Code */
            code: string;
            name: components["schemas"]["NameIn"];
            /** Allowed Work Types */
            allowed_work_types: string[];
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Hse Must Confirm
             * @default false
             */
            hse_must_confirm?: boolean;
        };
        /**
         * LevelOut
         * @description A level of isolation.
         */
        LevelOut: {
            /** Code */
            code: string;
            name: components["schemas"]["NameOut"];
            /** Allowed Work Types */
            allowed_work_types: string[];
            /** Active */
            active: boolean;
            /** Hse Must Confirm */
            hse_must_confirm: boolean;
        };
        /**
         * LineBeforeOut
         * @description Where and when the job stands today.
         */
        LineBeforeOut: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /**
             * State
             * @description when the plan was made
             * @enum {string}
             */
            state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
            crew: components["schemas"]["CrewBrief"];
            /** Position */
            position: number | null;
            /** Depart At */
            depart_at: string | null;
            /**
             * Entry At
             * Format: date-time
             */
            entry_at: string;
            /** End At */
            end_at: string | null;
        };
        /**
         * LineStringOut
         * @description A GeoJSON line.
         */
        LineStringOut: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "LineString";
            /** Coordinates */
            coordinates: number[][];
        };
        /**
         * Live
         * @description The process runs.
         */
        Live: {
            /**
             * Status
             * @default ok
             */
            status?: string;
        };
        /**
         * LogoutForm
         * @description Which session ends.
         */
        LogoutForm: {
            /** Desk */
            desk?: ("console" | "liaison" | "field" | "safety" | "admin") | null;
            /**
             * Refresh Token
             * @default
             */
            refresh_token?: string;
        };
        /**
         * LotOut
         * @description Pieces of one lot in one store.
         */
        LotOut: {
            /**
             * Lot Id
             * Format: uuid
             */
            lot_id: string;
            /** Size */
            size: string;
            /** Lot No */
            lot_no: string;
            /** Expires At */
            expires_at: string | null;
            /** On Hand */
            on_hand: number;
            /** Reserved */
            reserved: number;
            /** Expired */
            expired: boolean;
        };
        /**
         * LotPiecesIn
         * @description Pieces of a known lot.
         */
        LotPiecesIn: {
            /**
             * Lot Id
             * Format: uuid
             */
            lot_id: string;
            /** Pieces */
            pieces: number;
        };
        /**
         * MarkOut
         * @description Who did something to a version, when, and with which word.
         */
        MarkOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By Name */
            by_name: string;
            /** Note */
            note: string;
        };
        /**
         * MeOut
         * @description The asker with all that they may do somewhere.
         */
        MeOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Username */
            username: string;
            /** Name */
            name: string;
            /** Locale */
            locale: string;
            /** Roles */
            roles: components["schemas"]["RoleOut"][];
            /** Verbs */
            verbs: string[];
            /** Crew Id */
            crew_id: string | null;
            /** Member Id */
            member_id: string | null;
            unit: components["schemas"]["MyUnit"] | null;
        };
        /**
         * MemberIn
         * @description A member; ``id`` names one who is in the crew already.
         */
        MemberIn: {
            /** Id */
            id?: string | null;
            /** Name */
            name: string;
            /**
             * Role
             * @default member
             */
            role?: string;
            /**
             * Extra Roles
             * @description roles held beside it, where the matrix of combinations allows that
             */
            extra_roles?: string[];
            /** Safety Grade */
            safety_grade: number;
            /** Skills */
            skills?: string[];
            /** Phone */
            phone?: string | null;
            /** User Id */
            user_id?: string | null;
        };
        /**
         * MemberOut
         * @description A member of a crew.
         */
        MemberOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
            /** Extra Roles */
            extra_roles: string[];
            /** Safety Grade */
            safety_grade: number;
            /** Skills */
            skills: string[];
            /** Phone */
            phone: string | null;
            /** User Id */
            user_id: string | null;
            /** Stand Down Until */
            stand_down_until: string | null;
        };
        /**
         * MemberSetOut
         * @description What one member wears on this job; `ppe.check` issues all of it that is not in hand yet.
         */
        MemberSetOut: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Items */
            items: components["schemas"]["SetItemOut"][];
        };
        /**
         * MemberSizesOut
         * @description The sizes that somebody wears, by article.
         */
        MemberSizesOut: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** Sizes */
            sizes: {
                [key: string]: string;
            };
        };
        /**
         * MendIn
         * @description What was done about a defect.
         */
        MendIn: {
            /** Note */
            note: string;
        };
        /**
         * MergeIn
         * @description The incident that becomes a part of this one.
         */
        MergeIn: {
            /**
             * Incident Id
             * Format: uuid
             */
            incident_id: string;
        };
        /**
         * MessageOut
         * @description What became of a CAP message; ``reasons`` say why it was passed over.
         */
        MessageOut: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "created" | "changed" | "ended" | "unchanged" | "ignored";
            /** Zone Id */
            zone_id: string | null;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
        };
        /**
         * MethodIn
         * @description How the work is done, and why so.
         */
        MethodIn: {
            /**
             * Work Method
             * @enum {string}
             */
            work_method: "live_line" | "dead_line";
            /**
             * Reason
             * @description always asked for; why dead-line where a zone prefers live-line
             * @default
             */
            reason?: string;
            /**
             * Voltage
             * @default lv
             * @enum {string}
             */
            voltage?: "lv" | "hv";
            /** Procedure Ref */
            procedure_ref?: string | null;
            /**
             * Work Permit Ref
             * @description number of a document kept on paper, printed on ours; the gate looks at ours
             */
            work_permit_ref?: string | null;
            /**
             * Weather
             * @description what the chooser sees at the place; never makes it milder
             */
            weather?: ("calm" | "rain" | "wind" | "storm" | "lightning") | null;
            /**
             * Issue
             * @description issue the electrical document with the choice, where I may
             * @default true
             */
            issue?: boolean;
        };
        /**
         * MinimumIn
         * @description How many good and free pieces of an article a store should hold.
         */
        MinimumIn: {
            /** Item */
            item: string;
            /** Minimum */
            minimum: number;
        };
        /**
         * MissingOut
         * @description A signature that is still asked for.
         */
        MissingOut: {
            /**
             * Role
             * @enum {string}
             */
            role: "direct_supervisor" | "electrical_safety_supervisor" | "handed_back" | "issuer" | "permitter";
            /** Title */
            title: string;
        };
        /**
         * MovedOut
         * @description What was written; movements that belong together carry this id as `refers_id`.
         */
        MovedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /**
         * MovementOut
         * @description One thing that happened to pieces.
         */
        MovementOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Store Id
             * Format: uuid
             */
            store_id: string;
            /** Kind */
            kind: string;
            /** Item */
            item: string;
            /** Size */
            size: string;
            /** Lot No */
            lot_no: string;
            /** Expires At */
            expires_at: string | null;
            /** Pieces */
            pieces: number;
            /**
             * Change
             * @description what it did to the shelf
             */
            change: number;
            /**
             * Off Shelf
             * @description pieces that the books do not know of
             */
            off_shelf: boolean;
            /** Member Id */
            member_id: string | null;
            /** Member Name */
            member_name: string | null;
            /** Assignment Id */
            assignment_id: string | null;
            /** Refers Id */
            refers_id: string | null;
            /** Reason */
            reason: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By Name */
            by_name: string;
        };
        /**
         * MovingOut
         * @description What a crew could do by moving planned work that it has not begun. To assign does not move anything.
         */
        MovingOut: {
            /**
             * Could Begin At
             * Format: date-time
             */
            could_begin_at: string;
            /**
             * Could Restore At
             * Format: date-time
             */
            could_restore_at: string;
            /** Sooner Minutes */
            sooner_minutes: number;
            /** Delays */
            delays: components["schemas"]["DelayOut"][];
            /** Why */
            why: components["schemas"]["ReasonOut"][];
        };
        /**
         * MultiPolygonOut
         * @description A GeoJSON multipolygon.
         */
        MultiPolygonOut: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "MultiPolygon";
            /** Coordinates */
            coordinates: number[][][][];
        };
        /**
         * MyCrewOut
         * @description My crew.
         */
        MyCrewOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** On Shift */
            on_shift: boolean;
            /** Shift Until */
            shift_until: string | null;
            /** Members */
            members: components["schemas"]["MyMemberOut"][];
            /** Vehicles */
            vehicles: components["schemas"]["MyVehicleOut"][];
        };
        /**
         * MyMemberOut
         * @description One of my crew.
         */
        MyMemberOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
            /** Safety Grade */
            safety_grade: number;
            /** User Id */
            user_id: string | null;
        };
        /**
         * MyUnit
         * @description Where I belong.
         */
        MyUnit: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * MyVehicleOut
         * @description What we drive.
         */
        MyVehicleOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Plate */
            plate: string;
            /** Kind */
            kind: string;
        };
        /**
         * NameIn
         * @description A name in both languages.
         */
        NameIn: {
            /** Vi */
            vi: string;
            /** En */
            en: string;
        };
        /**
         * NameOut
         * @description A name in both languages.
         */
        NameOut: {
            /** Vi */
            vi: string;
            /** En */
            en: string;
        };
        /**
         * NamedOut
         * @description Something by its name.
         */
        NamedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * NearTicketOut
         * @description An open ticket close to the place: perhaps the same trouble.
         */
        NearTicketOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Distance M */
            distance_m: number;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
            /** Address */
            address: string;
            incident: components["schemas"]["IncidentBriefOut"] | null;
        };
        /**
         * NearZoneOut
         * @description A zone in the surroundings, in force or coming, whether or not the job lies in it.
         */
        NearZoneOut: {
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /**
             * Version Id
             * Format: uuid
             */
            version_id: string;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            /** Level */
            level: number;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid Until */
            valid_until: string | null;
            /**
             * Transit Permit
             * @description driving through needs the permit too
             */
            transit_permit: boolean;
            geometry: components["schemas"]["MultiPolygonOut"];
            /** Gates */
            gates: components["schemas"]["ControlPointOut"][];
        };
        /**
         * NearbyOut
         * @description Another open ticket close by.
         */
        NearbyOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Distance M */
            distance_m: number;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
            incident: components["schemas"]["IncidentBriefOut"] | null;
        };
        /**
         * NeedIn
         * @description The document that work needs at least.
         */
        NeedIn: {
            /**
             * Work Method
             * @enum {string}
             */
            work_method: "live_line" | "dead_line";
            /**
             * Voltage
             * @enum {string}
             */
            voltage: "lv" | "hv";
            /**
             * Document
             * @enum {string}
             */
            document: "permit" | "order" | "none";
        };
        /**
         * NeedOut
         * @description The document that work needs at least.
         */
        NeedOut: {
            /** Work Method */
            work_method: string;
            /** Voltage */
            voltage: string;
            /** Document */
            document: string;
        };
        /**
         * NewKeyIn
         * @description The next key.
         */
        NewKeyIn: {
            /**
             * At Once
             * @description sign with it now; guards who are offline do not know it yet
             * @default false
             */
            at_once?: boolean;
        };
        /**
         * NextCrewOut
         * @description The crew that would go next.
         */
        NextCrewOut: {
            /** @description null where no other crew can go */
            next: components["schemas"]["CandidateOut"] | null;
        };
        /**
         * NoteOut
         * @description Something about one feature: why it was refused, or what was dropped from it.
         */
        NoteOut: {
            /** Row */
            row: number;
            /** External Id */
            external_id: string | null;
            /** Field */
            field: string;
            /** Code */
            code: string;
            /** Text */
            text: string;
            /** Remedy */
            remedy: string;
            /** Detail */
            detail: string;
        };
        /**
         * OpenItemOut
         * @description Something that was begun on a checklist and not confirmed.
         */
        OpenItemOut: {
            /** Checklist */
            checklist: string;
            /** Item */
            item: string;
        };
        /**
         * Opening
         * @description The hours in which somebody is there to answer.
         */
        Opening: {
            /**
             * Time Zone
             * @default Asia/Ho_Chi_Minh
             */
            time_zone?: string;
            /** Weekly */
            weekly: components["schemas"]["WeeklyOpening"][];
            /** Special Days */
            special_days?: components["schemas"]["SpecialDay"][];
        };
        /**
         * OpeningOut
         * @description The hours in which somebody is there to answer.
         */
        OpeningOut: {
            /** Time Zone */
            time_zone: string;
            /** Weekly */
            weekly: components["schemas"]["WeeklyOpeningOut"][];
            /** Special Days */
            special_days: components["schemas"]["SpecialDayOut"][];
        };
        /**
         * OpeningSpan
         * @description Open from one time of the day to another, in the authority's time zone.
         */
        OpeningSpan: {
            /** Opens */
            opens: string;
            /**
             * Closes
             * @description after it opens; 24:00 is midnight at the day's end
             */
            closes: string;
        };
        /**
         * OpeningSpanOut
         * @description Open from one time of the day to another.
         */
        OpeningSpanOut: {
            /** Opens */
            opens: string;
            /** Closes */
            closes: string;
        };
        /**
         * OptionOut
         * @description A crew on its way elsewhere that would begin sooner; divert it by naming its assignment.
         */
        OptionOut: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /** Crew Code */
            crew_code: string;
            /** Ticket Number */
            ticket_number: string;
            /**
             * Entry At
             * Format: date-time
             */
            entry_at: string;
            /** Minutes Sooner */
            minutes_sooner: number;
        };
        /**
         * OrderBrief
         * @description An isolation order that forbids the work.
         */
        OrderBrief: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Legal Reference */
            legal_reference: string;
            /** Level */
            level: string;
        };
        /**
         * OrderEndIn
         * @description Why an order ends.
         */
        OrderEndIn: {
            /** Reason */
            reason: string;
        };
        /**
         * OrderIn
         * @description An order over an area, over units with all below them, or over both.
         */
        OrderIn: {
            /** Legal Reference */
            legal_reference: string;
            /** Name */
            name: string;
            /** Level */
            level: string;
            /** Area */
            area?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
            /** Unit Ids */
            unit_ids?: string[];
            /**
             * Unit Id
             * @deprecated
             * @description one more of `unit_ids`, which take its place
             */
            unit_id?: string | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid Until */
            valid_until?: string | null;
            /** Allowed Work Types */
            allowed_work_types?: string[] | null;
        };
        /**
         * OrderOut
         * @description An isolation order.
         */
        OrderOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Legal Reference */
            legal_reference: string;
            /** Name */
            name: string;
            /** Level */
            level: string;
            area: components["schemas"]["MultiPolygonOut"] | null;
            /** Unit Ids */
            unit_ids: string[];
            /**
             * Unit Id
             * @deprecated
             * @description the first of `unit_ids`, which take its place
             */
            unit_id: string | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid Until */
            valid_until: string | null;
            /** Allowed Work Types */
            allowed_work_types: string[];
            /** State */
            state: string;
            /** Ended At */
            ended_at: string | null;
            /** Version */
            version: number;
        };
        /**
         * OrderPatch
         * @description What an order says otherwise from now on, and why; fields left out stay as they are.
         */
        OrderPatch: {
            /**
             * Legal Reference
             * @default
             */
            legal_reference?: string;
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Level
             * @default
             */
            level?: string;
            /**
             * Area
             * @description null takes the area away from an order over units as well
             */
            area?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
            /**
             * Unit Ids
             * @description all units that it binds from now on
             */
            unit_ids?: string[];
            /** Valid Until */
            valid_until?: string | null;
            /** Allowed Work Types */
            allowed_work_types?: string[];
            /** Reason */
            reason: string;
        };
        /**
         * OrderPreviewOut
         * @description What an order would do when it takes effect.
         */
        OrderPreviewOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Deferred */
            deferred: number;
            /** Returning */
            returning: number;
            /** By Work Type */
            by_work_type: components["schemas"]["WorkTypeEffectOut"][];
            /** Tickets */
            tickets: components["schemas"]["OrderTicketOut"][];
        };
        /**
         * OrderStepIn
         * @description A step of an order that is not taken yet: a change, or its end.
         */
        OrderStepIn: {
            change?: components["schemas"]["OrderPatch"] | null;
            /**
             * End
             * @default false
             */
            end?: boolean;
        };
        /**
         * OrderTermsOut
         * @description What an order said in one span of time.
         */
        OrderTermsOut: {
            /** Version No */
            version_no: number;
            /** Legal Reference */
            legal_reference: string;
            /** Name */
            name: string;
            /** Level */
            level: string;
            area: components["schemas"]["MultiPolygonOut"] | null;
            /** Unit Ids */
            unit_ids: string[];
            /**
             * Unit Id
             * @deprecated
             * @description the first of `unit_ids`, which take its place
             */
            unit_id: string | null;
            /** Allowed Work Types */
            allowed_work_types: string[];
            /** Effective From */
            effective_from: string | null;
            /** Effective Until */
            effective_until: string | null;
            /** Reason */
            reason: string;
            /**
             * Written At
             * Format: date-time
             */
            written_at: string;
            /** Written By */
            written_by: string | null;
        };
        /**
         * OrderTicketOut
         * @description A ticket that I may know of, and what becomes of it.
         */
        OrderTicketOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Work Type */
            work_type: string;
            /**
             * Effect
             * @enum {string}
             */
            effect: "deferred" | "returning" | "staying_deferred" | "exempt" | "under_way" | "unaffected";
        };
        /**
         * OutageOut
         * @description An interruption of supply.
         */
        OutageOut: {
            /**
             * Kind
             * @description What `id` and `number` name.
             * @enum {string}
             */
            kind: "incident" | "ticket";
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Restored At */
            restored_at: string | null;
            /** Customers */
            customers: number;
            /**
             * Customer Minutes
             * @description Customers x minutes, as far as it lasts by now.
             */
            customer_minutes: number;
            place: components["schemas"]["PointOut"];
        };
        /**
         * Outcome
         * @description What became of one action.
         * @enum {string}
         */
        Outcome: "applied" | "duplicate" | "conflict" | "rejected";
        /**
         * OutlookOut
         * @description One article in one store, up to the forecast's end.
         */
        OutlookOut: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** @description null where the unit has no store at all */
            store: components["schemas"]["PpeStoreOut"] | null;
            /** Item */
            item: string;
            /** On Hand */
            on_hand: number;
            /** Expired */
            expired: number;
            /**
             * Expiring
             * @description past its date by the end of the forecast
             */
            expiring: number;
            /** Reserved */
            reserved: number;
            /** Available */
            available: number;
            /**
             * Level
             * @enum {string}
             */
            level: "ok" | "low" | "out";
            /**
             * Tickets
             * @description open tickets without a crew that will want it
             */
            tickets: number;
            /** Wanted */
            wanted: number;
            /**
             * Short Now
             * @description what jobs already given are short of
             */
            short_now: number;
            /** Left */
            left: number;
            /** Short */
            short: number;
        };
        /**
         * OverlapOut
         * @description Another zone over the same ground in the same time.
         */
        OverlapOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            /** Authority Name */
            authority_name: string;
        };
        /**
         * OverrideIn
         * @description The second person signs with their own password.
         */
        OverrideIn: {
            /** Reason */
            reason: string;
            /** Second Username */
            second_username: string;
            /**
             * Second Password
             * Format: password
             */
            second_password: string;
            /**
             * Minutes
             * @default 60
             */
            minutes?: number;
        };
        /**
         * OverrideOut
         * @description An emergency override: until when it holds, why, and the two persons who stand for it.
         */
        OverrideOut: {
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Reason */
            reason: string;
            /** Dispatcher */
            dispatcher: string;
            /** Shift Leader */
            shift_leader: string;
        };
        /**
         * OwnDeviceOut
         * @description One of my phones.
         */
        OwnDeviceOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Platform
             * @enum {string}
             */
            platform: "web" | "android" | "ios";
            /** Name */
            name: string | null;
            /**
             * Registered At
             * Format: date-time
             */
            registered_at: string;
            /**
             * Seen At
             * Format: date-time
             */
            seen_at: string;
            /**
             * This
             * @description the one that asks, as far as it has registered in this session
             */
            this: boolean;
            /**
             * Disabled Reason
             * @description why it gets no pushes: signed_out, lost, stale, replaced, ...
             */
            disabled_reason: string | null;
            /** Lost At */
            lost_at: string | null;
        };
        /**
         * OwnHealthReadOut
         * @description A look at health data.
         */
        OwnHealthReadOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** What */
            what: string;
            /** Why */
            why: string;
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            /** Reader */
            reader: string;
        };
        /**
         * OwnJobOut
         * @description One of my jobs of the shift.
         */
        OwnJobOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * State
             * @enum {string}
             */
            state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
            /** Address */
            address: string;
            /**
             * Minutes
             * @description from leaving for it to its end, or up to now
             */
            minutes: number | null;
        };
        /**
         * OwnShiftOut
         * @description My shift, as the phone keeps it for when there is no network.
         */
        OwnShiftOut: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Leads
             * @description whether I may act for the others of the crew
             */
            leads: boolean;
            /** @description null where no shift runs or begins within two hours */
            day: components["schemas"]["CrewDayOut"] | null;
            /** Signed On At */
            signed_on_at: string | null;
            /** Signed Off At */
            signed_off_at: string | null;
            /** Unfit */
            unfit: boolean;
            /** Vehicles */
            vehicles: components["schemas"]["ShiftVehicleOut"][];
            /** Kept */
            kept: components["schemas"]["KeptPieceOut"][];
            /** Jobs */
            jobs: components["schemas"]["OwnJobOut"][];
            /** Stays */
            stays: components["schemas"]["ShiftStayOut"][];
            /** Stand Downs */
            stand_downs: components["schemas"]["ShiftStandDownOut"][];
            /** Distance M */
            distance_m: number;
            /**
             * Sign Off Against
             * @description why I may not sign off yet
             */
            sign_off_against: components["schemas"]["ReasonOut"][];
            /** Help Requests */
            help_requests: components["schemas"]["HelpRequestOut"][];
            /** Hand Overs */
            hand_overs: components["schemas"]["HandOverOut"][];
            choices: components["schemas"]["ShiftChoicesOut"];
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
        };
        /**
         * OwnStandDownOut
         * @description Time in which somebody is not sent.
         */
        OwnStandDownOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Hazard Class
             * @description inside zones of this class work goes on; null: no work at all
             */
            hazard_class: string | null;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Until
             * Format: date-time
             * @description as last changed
             */
            until: string;
            /** Running */
            running: boolean;
            /**
             * Cause
             * @enum {string}
             */
            cause: "zone_hold" | "breach" | "contact" | "trace" | "positive" | "hse";
        };
        /**
         * OwnStayOut
         * @description One stay in a zone, as last corrected.
         */
        OwnStayOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Zone */
            zone: string;
            /** Hazard Class */
            hazard_class: string;
            /** Authority */
            authority: string;
            /** Crew */
            crew: string;
            /** Role */
            role: string | null;
            /** Vehicle Plate */
            vehicle_plate: string | null;
            /** Ppe Profile */
            ppe_profile: string | null;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /** Left At */
            left_at: string | null;
            /** Ticket Number */
            ticket_number: string;
            /** Assignment Number */
            assignment_number: string;
        };
        /**
         * PackZone
         * @description A zone as the phone's map draws it.
         */
        PackZone: {
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /**
             * Version Id
             * Format: uuid
             */
            version_id: string;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            /** Hazard Name */
            hazard_name: string;
            /** Level */
            level: number;
            authority: components["schemas"]["NamedOut"];
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "inside" | "possibly" | "outside";
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid Until */
            valid_until: string | null;
            /** Coming */
            coming: boolean;
            /** Settled By */
            settled_by: string | null;
            /** Part */
            part: ("cold" | "hot" | "warm") | null;
            /** Part Name */
            part_name: string | null;
            requirements: components["schemas"]["Requirements"];
            geometry: components["schemas"]["MultiPolygonOut"] | null;
            /** Gates */
            gates: components["schemas"]["ControlPointOut"][];
            /** Doffing Point */
            doffing_point: string | null;
            /** Parts */
            parts: components["schemas"]["ZonePartOut"][];
        };
        /** Page[AssignmentOut] */
        Page_AssignmentOut_: {
            /** Items */
            items: components["schemas"]["AssignmentOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[AuditOut] */
        Page_AuditOut_: {
            /** Items */
            items: components["schemas"]["AuditOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[AuthorityOut] */
        Page_AuthorityOut_: {
            /** Items */
            items: components["schemas"]["AuthorityOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[ClosureOut] */
        Page_ClosureOut_: {
            /** Items */
            items: components["schemas"]["ClosureOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[CrewOut] */
        Page_CrewOut_: {
            /** Items */
            items: components["schemas"]["CrewOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[DefectOut] */
        Page_DefectOut_: {
            /** Items */
            items: components["schemas"]["DefectOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[FitnessReportOut] */
        Page_FitnessReportOut_: {
            /** Items */
            items: components["schemas"]["FitnessReportOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[FollowUpOut] */
        Page_FollowUpOut_: {
            /** Items */
            items: components["schemas"]["FollowUpOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[HandOverOut] */
        Page_HandOverOut_: {
            /** Items */
            items: components["schemas"]["HandOverOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[HealthReadOut] */
        Page_HealthReadOut_: {
            /** Items */
            items: components["schemas"]["HealthReadOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[HelpRequestOut] */
        Page_HelpRequestOut_: {
            /** Items */
            items: components["schemas"]["HelpRequestOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[IncidentOut] */
        Page_IncidentOut_: {
            /** Items */
            items: components["schemas"]["IncidentOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[MovementOut] */
        Page_MovementOut_: {
            /** Items */
            items: components["schemas"]["MovementOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[OrderOut] */
        Page_OrderOut_: {
            /** Items */
            items: components["schemas"]["OrderOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[OutageOut] */
        Page_OutageOut_: {
            /** Items */
            items: components["schemas"]["OutageOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[PermitOut] */
        Page_PermitOut_: {
            /** Items */
            items: components["schemas"]["PermitOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[PlanBriefOut] */
        Page_PlanBriefOut_: {
            /** Items */
            items: components["schemas"]["PlanBriefOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[ShiftOut] */
        Page_ShiftOut_: {
            /** Items */
            items: components["schemas"]["ShiftOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[StandDownOut] */
        Page_StandDownOut_: {
            /** Items */
            items: components["schemas"]["StandDownOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[StayOut] */
        Page_StayOut_: {
            /** Items */
            items: components["schemas"]["StayOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[TicketOut] */
        Page_TicketOut_: {
            /** Items */
            items: components["schemas"]["TicketOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[UnitOut] */
        Page_UnitOut_: {
            /** Items */
            items: components["schemas"]["UnitOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[UserOut] */
        Page_UserOut_: {
            /** Items */
            items: components["schemas"]["UserOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[WarningOut] */
        Page_WarningOut_: {
            /** Items */
            items: components["schemas"]["WarningOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[WeatherOut] */
        Page_WeatherOut_: {
            /** Items */
            items: components["schemas"]["WeatherOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[WishOut] */
        Page_WishOut_: {
            /** Items */
            items: components["schemas"]["WishOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[WorkPermitOut] */
        Page_WorkPermitOut_: {
            /** Items */
            items: components["schemas"]["WorkPermitOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** Page[ZoneOut] */
        Page_ZoneOut_: {
            /** Items */
            items: components["schemas"]["ZoneOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * PairsIn
         * @description Pairs of roles that one person may hold together; every other pair may not.
         */
        PairsIn: {
            /** Pairs */
            pairs: [
                "direct_supervisor" | "electrical_safety_supervisor" | "permit_issuer" | "permitter" | "lookout",
                "direct_supervisor" | "electrical_safety_supervisor" | "permit_issuer" | "permitter" | "lookout"
            ][];
        };
        /**
         * PartIn
         * @description A hot, warm or cold part within the zone; what it leaves out it takes from the zone.
         */
        PartIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "hot" | "warm" | "cold";
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Geometry
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            geometry: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /** Ppe Profile */
            ppe_profile?: string | null;
            /** Max Minutes */
            max_minutes?: number | null;
        };
        /**
         * PassKeyOut
         * @description A public key as a JSON Web Key (RFC 8037).
         */
        PassKeyOut: {
            /**
             * Kty
             * @default OKP
             * @constant
             */
            kty: "OKP";
            /**
             * Crv
             * @default Ed25519
             * @constant
             */
            crv: "Ed25519";
            /**
             * Alg
             * @default EdDSA
             * @constant
             */
            alg: "EdDSA";
            /**
             * Use
             * @default sig
             * @constant
             */
            use: "sig";
            /** Kid */
            kid: string;
            /** X */
            x: string;
            /**
             * Signs From
             * Format: date-time
             */
            signs_from: string;
            /** Revoked At */
            revoked_at: string | null;
        };
        /**
         * PassKeysOut
         * @description All keys that a guard needs (RFC 7517).
         */
        PassKeysOut: {
            /** Keys */
            keys: components["schemas"]["PassKeyOut"][];
        };
        /**
         * PassOut
         * @description A pass that is good, as far as its permit goes.
         */
        PassOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Permit Id
             * Format: uuid
             */
            permit_id: string;
            /** Permit Number */
            permit_number: string;
            /**
             * Text
             * @description what the QR code holds
             */
            text: string;
            /** Key Id */
            key_id: string;
            /** Zone Number */
            zone_number: string;
            /** Zone Name */
            zone_name: string;
            /** Gate */
            gate: string | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /**
             * Valid Until
             * Format: date-time
             */
            valid_until: string;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /** People */
            people: string[];
            /** Plates */
            plates: string[];
        };
        /**
         * PastAssignmentOut
         * @description One assignment at that moment; ``gate`` is the gate's last answer up to then, empty when it was not passed.
         */
        PastAssignmentOut: {
            /** State */
            state: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** By */
            by: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Crew Name */
            crew_name: string;
            /** Work Method */
            work_method: string | null;
            /** Members */
            members: components["schemas"]["PastMemberOut"][];
            /** Gate */
            gate: components["schemas"]["PastGateLineOut"][];
            /** Gate At */
            gate_at: string | null;
        };
        /**
         * PastChecklistOut
         * @description One checklist at that moment, and how many entries it had.
         */
        PastChecklistOut: {
            /** State */
            state: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** By */
            by: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Assignment Id */
            assignment_id: string | null;
            /** Template */
            template: string;
            /** Title */
            title: string;
            /** Purpose */
            purpose: string;
            /** Confirmed */
            confirmed: number;
        };
        /**
         * PastGateLineOut
         * @description One line of the gate, as it was recorded.
         */
        PastGateLineOut: {
            /** Line */
            line: number;
            /** Status */
            status: string;
            /** Codes */
            codes: string[];
        };
        /**
         * PastJobOut
         * @description A job at a past moment, and everything that ever happened to it.
         */
        PastJobOut: {
            /**
             * Time
             * Format: date-time
             */
            time: string;
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /** Number */
            number: string;
            /** Work Type */
            work_type: string;
            /** Address */
            address: string;
            place: components["schemas"]["PointOut"];
            /**
             * Reported At
             * Format: date-time
             */
            reported_at: string;
            state: components["schemas"]["PastStateOut"] | null;
            /** Moved Since */
            moved_since: boolean;
            /** Assignments */
            assignments: components["schemas"]["PastAssignmentOut"][];
            /** Permits */
            permits: components["schemas"]["PastPermitOut"][];
            /** Checklists */
            checklists: components["schemas"]["PastChecklistOut"][];
            /** Zones */
            zones: components["schemas"]["PastZoneOut"][];
            /** Events */
            events: components["schemas"]["AuditStepOut"][];
        };
        /**
         * PastMemberOut
         * @description One person on the job at that moment.
         */
        PastMemberOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
            /** Ppe Checked */
            ppe_checked: boolean;
            /** Inside */
            inside: string[];
        };
        /**
         * PastOrderOut
         * @description An isolation order as it read then.
         */
        PastOrderOut: {
            /**
             * Order Id
             * Format: uuid
             */
            order_id: string;
            /** Number */
            number: string;
            terms: components["schemas"]["OrderTermsOut"];
        };
        /**
         * PastOut
         * @description What was in force; work types are those that all orders allowed, null where no order was.
         */
        PastOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Zones */
            zones: components["schemas"]["ZoneThenOut"][];
            merged: components["schemas"]["Requirements"] | null;
            /** Orders */
            orders: components["schemas"]["PastOrderOut"][];
            /** Allowed Work Types */
            allowed_work_types: string[] | null;
        };
        /**
         * PastPermitOut
         * @description One entry permit at that moment.
         */
        PastPermitOut: {
            /** State */
            state: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** By */
            by: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Assignment Id */
            assignment_id: string | null;
            /** Number */
            number: string;
            /** Zone Name */
            zone_name: string;
        };
        /**
         * PastStateOut
         * @description A state, since when, by whom.
         */
        PastStateOut: {
            /** State */
            state: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** By */
            by: string;
        };
        /**
         * PastZoneOut
         * @description A zone version that was in force over the place.
         */
        PastZoneOut: {
            /**
             * Version Id
             * Format: uuid
             */
            version_id: string;
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            /** Version No */
            version_no: number;
            /** Level */
            level: number;
        };
        /**
         * PeopleRulesOut
         * @description What holds now. Hours are settings of the installation.
         */
        PeopleRulesOut: {
            /** Pairs */
            pairs: string[][];
            /** Needs */
            needs: components["schemas"]["NeedOut"][];
            /** Signers */
            signers: {
                [key: string]: components["schemas"]["SignerOut"][];
            };
            /** Rest Hours */
            rest_hours: number;
            /** Hours Per Day */
            hours_per_day: number;
            /** Hours Per Week */
            hours_per_week: number;
        };
        /**
         * PermitAskOut
         * @description One authority that was asked: the zone's own first, then those above it.
         */
        PermitAskOut: {
            authority: components["schemas"]["PermitAuthorityOut"];
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Respond By
             * Format: date-time
             */
            respond_by: string;
            /**
             * Remind At
             * Format: date-time
             * @description when it is reminded, if it has not answered by then
             */
            remind_at: string;
            /** Reminded At */
            reminded_at: string | null;
            /**
             * Passed At
             * @description when it was noted that its time had passed without an answer
             */
            passed_at: string | null;
            /**
             * Open Now
             * @description whether somebody is there now, by its opening hours
             */
            open_now: boolean;
            /**
             * Opens At
             * @description when it opens next, while it is closed
             */
            opens_at: string | null;
        };
        /**
         * PermitAssignmentOut
         * @description The assignment that it was asked for.
         */
        PermitAssignmentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Crew Name */
            crew_name: string;
            /**
             * State
             * @enum {string}
             */
            state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
        };
        /**
         * PermitAuthorityOut
         * @description The authority that answers.
         */
        PermitAuthorityOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * PermitEffectOut
         * @description A permit that would be void.
         */
        PermitEffectOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Crew Name */
            crew_name: string;
        };
        /**
         * PermitGateIn
         * @description A control point of the zone; its name tells which.
         */
        PermitGateIn: {
            /** Name */
            name: string;
            /** Place */
            place?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
        };
        /**
         * PermitGateOut
         * @description A control point.
         */
        PermitGateOut: {
            /** Name */
            name: string;
            place: components["schemas"]["PointOut"];
        };
        /**
         * PermitHistoryOut
         * @description All that ever happened to a permit, oldest first, and whom it was told.
         */
        PermitHistoryOut: {
            permit: components["schemas"]["PermitOut"];
            /** Steps */
            steps: components["schemas"]["PermitStepOut"][];
            /** Messages */
            messages: components["schemas"]["PermitMessageOut"][];
        };
        /**
         * PermitMessageOut
         * @description A letter or short message about it, and what became of that.
         */
        PermitMessageOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Channel
             * @enum {string}
             */
            channel: "email" | "sms";
            /** Kind */
            kind: string;
            /**
             * Recipient
             * @description so much of the address as tells its owner which one it is
             */
            recipient: string;
            /**
             * State
             * @enum {string}
             */
            state: "queued" | "handed_over" | "failed" | "superseded";
            /** Attempts */
            attempts: number;
            /**
             * Queued At
             * Format: date-time
             */
            queued_at: string;
            /** Handed Over At */
            handed_over_at: string | null;
            /** Error */
            error: string | null;
        };
        /**
         * PermitOut
         * @description An entry permit.
         */
        PermitOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * State
             * @enum {string}
             */
            state: "acknowledged" | "approved" | "closed" | "denied" | "draft" | "expired" | "requested" | "revoked" | "void" | "withdrawn";
            assignment: components["schemas"]["PermitAssignmentOut"];
            ticket: components["schemas"]["PermitTicketOut"];
            zone: components["schemas"]["PermitZoneOut"];
            authority: components["schemas"]["PermitAuthorityOut"];
            requested_window: components["schemas"]["PermitWindowOut"];
            /** Valid From */
            valid_from: string | null;
            /** Valid Until */
            valid_until: string | null;
            gate: components["schemas"]["PermitGateOut"] | null;
            /**
             * Gates
             * @description the zone's control points, one of which an approval may name
             */
            gates: components["schemas"]["PermitGateOut"][];
            /**
             * Conditions
             * @description to be met before anybody enters; each is an item of a checklist
             */
            conditions: string[];
            /**
             * Exit Conditions
             * @description to be met before the crew is out; likewise
             */
            exit_conditions: string[];
            /**
             * Supplements Id
             * @description the permit beside which this one was asked for, after a swap
             */
            supplements_id: string | null;
            /**
             * Asks
             * @description who was asked, the zone's own authority first
             */
            asks: components["schemas"]["PermitAskOut"][];
            /**
             * Unanswered
             * @description every authority that could be asked let its time pass
             */
            unanswered: boolean;
            /** People */
            people: components["schemas"]["PermitPersonOut"][];
            /** Vehicles */
            vehicles: components["schemas"]["PermitVehicleOut"][];
            /** Ppe Profile */
            ppe_profile: string | null;
            /** Reason */
            reason: string;
            /** Decision Reason */
            decision_reason: string | null;
            /** Requested At */
            requested_at: string | null;
            /** Respond By */
            respond_by: string | null;
            /** Overdue */
            overdue: boolean;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /**
             * Used At
             * @description the first entry; null as long as nobody went in on it
             */
            used_at: string | null;
            /**
             * Used By
             * @description who confirmed the first entry
             */
            used_by: string | null;
            /** Channel */
            channel: ("letter" | "phone" | "screen") | null;
            /** Channel Note */
            channel_note: string | null;
            /** Version */
            version: number;
        };
        /**
         * PermitPersonOut
         * @description A person named; void once swapped out.
         */
        PermitPersonOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Safety Grade */
            safety_grade: number;
            /** Role */
            role: string;
            /** Void */
            void: boolean;
        };
        /**
         * PermitStepIn
         * @description A step; what is left out of an approval is as it was requested.
         */
        PermitStepIn: {
            /**
             * To
             * @enum {string}
             */
            to: "acknowledged" | "approved" | "denied" | "revoked" | "withdrawn" | "requested";
            /**
             * Reason
             * @default
             */
            reason?: string;
            /** Conditions */
            conditions?: string[];
            /** Exit Conditions */
            exit_conditions?: string[];
            /** Valid From */
            valid_from?: string | null;
            /** Valid Until */
            valid_until?: string | null;
            gate?: components["schemas"]["PermitGateIn"] | null;
            /**
             * Channel
             * @default screen
             * @enum {string}
             */
            channel?: "screen" | "phone" | "letter";
            /** Channel Note */
            channel_note?: string | null;
            /** Version */
            version?: number | null;
        };
        /**
         * PermitStepOut
         * @description One step: what, when, by whom, by which way.
         */
        PermitStepOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Step */
            step: string;
            /** State From */
            state_from: string | null;
            /** State To */
            state_to: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Actor */
            actor: string;
            /** Authority */
            authority: string | null;
            /**
             * Channel
             * @description screen; phone or letter where a desk noted what the authority said; rule where it followed
             * @enum {string}
             */
            channel: "screen" | "phone" | "letter" | "rule";
            said: components["schemas"]["SaidOut"] | null;
            /** Reason */
            reason: string | null;
            /** Note */
            note: string | null;
            /** Conditions */
            conditions: string[];
            /** Exit Conditions */
            exit_conditions: string[];
            /** Facts */
            facts: {
                [key: string]: unknown;
            };
        };
        /**
         * PermitTicketOut
         * @description What is to be done, and where; no personal data of customers.
         */
        PermitTicketOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Address */
            address: string;
            place: components["schemas"]["PointOut"];
            /** Work Type */
            work_type: string;
            /** Customers Affected */
            customers_affected: number;
        };
        /**
         * PermitVehicleOut
         * @description A vehicle named; void once swapped out.
         */
        PermitVehicleOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Plate */
            plate: string;
            /** Void */
            void: boolean;
        };
        /**
         * PermitWindowOut
         * @description A span of time, up to but not including its end.
         */
        PermitWindowOut: {
            /**
             * From
             * Format: date-time
             */
            from: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * PermitZoneOut
         * @description The zone, in the version that the permit is bound to.
         */
        PermitZoneOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            geometry: components["schemas"]["MultiPolygonOut"] | null;
        };
        /**
         * PhoneUserOut
         * @description The worker.
         */
        PhoneUserOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Username */
            username: string;
            /** Locale */
            locale: string;
            /** Crew Id */
            crew_id: string | null;
            /** Member Id */
            member_id: string | null;
        };
        /**
         * PiecesIn
         * @description Pieces of an article as the label tells them apart.
         */
        PiecesIn: {
            /** Item */
            item: string;
            /** Pieces */
            pieces: number;
            /**
             * Size
             * @default
             */
            size?: string;
            /**
             * Lot No
             * @default
             */
            lot_no?: string;
            /** Expires At */
            expires_at?: string | null;
        };
        /**
         * PinIn
         * @description The crew that shall go, as which of its jobs (from 0), and crews that shall not.
         */
        PinIn: {
            /** Crew Id */
            crew_id?: string | null;
            /** Position */
            position?: number | null;
            /** Not Crew Ids */
            not_crew_ids?: string[];
        };
        /**
         * PinOut
         * @description Which crew shall go to a ticket, and which shall not.
         */
        PinOut: {
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /** Crew Id */
            crew_id: string | null;
            /** Position */
            position: number | null;
            /** Not Crew Ids */
            not_crew_ids: string[];
            /** Version */
            version: number;
        };
        /**
         * PlanAnswerOut
         * @description All crews for one ticket: those that can, the best first, then the others.
         */
        PlanAnswerOut: {
            ticket: components["schemas"]["PlannedTicketOut"];
            /** Crews */
            crews: components["schemas"]["CrewAnswerOut"][];
            /**
             * Notes
             * @description what is no longer as it was when the plan was made
             */
            notes: components["schemas"]["ReasonOut"][];
        };
        /**
         * PlanBriefOut
         * @description A plan without its lines, beside today's.
         */
        PlanBriefOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "asked" | "continuous" | "emergency" | "undo";
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "committed" | "partly_committed" | "superseded" | "discarded" | "undone";
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Made By */
            made_by: string;
            /** Decided At */
            decided_at: string | null;
            /** Superseded By */
            superseded_by: string | null;
            counts: components["schemas"]["PlanCountsOut"];
            value: components["schemas"]["PlanValueOut"];
            value_today: components["schemas"]["PlanValueOut"];
            figures: components["schemas"]["PlanFiguresOut"];
            figures_today: components["schemas"]["PlanFiguresOut"];
            /**
             * Gain
             * @description weighted hours that it is better than today's
             */
            gain: number;
            /** Weights */
            weights: {
                [key: string]: number;
            };
            /** Seed */
            seed: number;
            /** Rounds */
            rounds: number;
            /** Seconds */
            seconds: number;
            /** Version */
            version: number;
        };
        /**
         * PlanCountsOut
         * @description How much there was to plan, and lines by kind.
         */
        PlanCountsOut: {
            /** Tickets */
            tickets: number;
            /** Crews */
            crews: number;
            /** Left Out */
            left_out: number;
            /** Kept */
            kept: number;
            /** New */
            new: number;
            /** Moved */
            moved: number;
            /** Reordered */
            reordered: number;
            /** Retimed */
            retimed: number;
            /** Dropped */
            dropped: number;
        };
        /**
         * PlanFiguresOut
         * @description What people compare. Who is left out is without supply until the horizon ends.
         */
        PlanFiguresOut: {
            /** Jobs */
            jobs: number;
            /** Left Out */
            left_out: number;
            /** Customer Minutes */
            customer_minutes: number;
            /**
             * Response Minutes
             * @description from the report to the beginning of work, by class
             */
            response_minutes: {
                [key: string]: number;
            };
            /** Travel Minutes */
            travel_minutes: number;
            /** Exposure Person Hours */
            exposure_person_hours: number;
            /** Overtime Minutes */
            overtime_minutes: number;
        };
        /**
         * PlanIn
         * @description Whose board to plan, and how long to search.
         */
        PlanIn: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Seconds
             * @default 2
             */
            seconds?: number;
            /**
             * Seed
             * @default 0
             */
            seed?: number;
            weights?: components["schemas"]["WeightsIn"];
        };
        /**
         * PlanLineOut
         * @description One crew at one ticket. `entry_at` begins the work, `finish_at` ends it; the crew is free at `end_at`.
         */
        PlanLineOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            ticket: components["schemas"]["PlannedTicketOut"];
            crew: components["schemas"]["CrewBrief"];
            /** Slot */
            slot: number;
            /** Position */
            position: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "kept" | "new" | "moved" | "reordered" | "retimed" | "dropped";
            /**
             * State
             * @enum {string}
             */
            state: "open" | "committed" | "refused" | "stale";
            /**
             * Depart At
             * Format: date-time
             */
            depart_at: string;
            /**
             * Arrive At
             * Format: date-time
             */
            arrive_at: string;
            /**
             * Entry At
             * Format: date-time
             */
            entry_at: string;
            /**
             * Finish At
             * Format: date-time
             */
            finish_at: string;
            /**
             * End At
             * Format: date-time
             */
            end_at: string;
            /** Travel Seconds */
            travel_seconds: number;
            /**
             * In Zone
             * @description the place lies in a restricted zone then
             */
            in_zone: boolean;
            /**
             * Pinned
             * @description a dispatcher wants this crew there
             */
            pinned: boolean;
            /**
             * Minutes Gained
             * @description how much sooner than today supply is back
             */
            minutes_gained: number | null;
            was: components["schemas"]["LineBeforeOut"] | null;
            /**
             * Reasons
             * @description why it was refused or no longer holds
             */
            reasons: components["schemas"]["ReasonOut"][];
            /**
             * Notes
             * @description what is an estimate: a crew on its way that has not been seen for long
             */
            notes: components["schemas"]["ReasonOut"][];
            /** Assignment Id */
            assignment_id: string | null;
        };
        /**
         * PlanOut
         * @description A plan with all that it says: lines by crew and order of work.
         */
        PlanOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "asked" | "continuous" | "emergency" | "undo";
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "committed" | "partly_committed" | "superseded" | "discarded" | "undone";
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Made By */
            made_by: string;
            /** Decided At */
            decided_at: string | null;
            /** Superseded By */
            superseded_by: string | null;
            counts: components["schemas"]["PlanCountsOut"];
            value: components["schemas"]["PlanValueOut"];
            value_today: components["schemas"]["PlanValueOut"];
            figures: components["schemas"]["PlanFiguresOut"];
            figures_today: components["schemas"]["PlanFiguresOut"];
            /**
             * Gain
             * @description weighted hours that it is better than today's
             */
            gain: number;
            /** Weights */
            weights: {
                [key: string]: number;
            };
            /** Seed */
            seed: number;
            /** Rounds */
            rounds: number;
            /** Seconds */
            seconds: number;
            /** Version */
            version: number;
            /** Lines */
            lines: components["schemas"]["PlanLineOut"][];
            /** Left Out */
            left_out: components["schemas"]["LeftOutOut"][];
            /**
             * Current
             * @description whether the board is still as it was planned; null where nobody looked
             */
            current: boolean | null;
        };
        /**
         * PlanValueOut
         * @description What a plan is worth by its parts, weighted hours; lower is better.
         */
        PlanValueOut: {
            /** Response */
            response: number;
            /** Left Out */
            left_out: number;
            /** Travel */
            travel: number;
            /** Overtime */
            overtime: number;
            /** Lateness */
            lateness: number;
            /** Exposure */
            exposure: number;
            /** Change */
            change: number;
            /** Total */
            total: number;
        };
        /**
         * PlannedBreakOut
         * @description A break that plans keep free.
         */
        PlannedBreakOut: {
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
        };
        /**
         * PlannedTicketOut
         * @description The ticket of a line.
         */
        PlannedTicketOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Address */
            address: string;
            place: components["schemas"]["PointOut"];
            /** Work Type */
            work_type: string;
            /** Priority Class */
            priority_class: number;
            /** Customers Affected */
            customers_affected: number;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
        };
        /**
         * PointOut
         * @description A GeoJSON point.
         */
        PointOut: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "Point";
            /**
             * Coordinates
             * @description [longitude, latitude]
             */
            coordinates: number[];
        };
        /**
         * PositiveIn
         * @description A worker who was found positive.
         */
        PositiveIn: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Hazard Class */
            hazard_class: string;
            /**
             * Found At
             * Format: date-time
             */
            found_at: string;
            /** Note */
            note?: string | null;
        };
        /**
         * PositiveOut
         * @description A positive worker.
         */
        PositiveOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            /**
             * Found At
             * Format: date-time
             */
            found_at: string;
            /**
             * Reported At
             * Format: date-time
             */
            reported_at: string;
        };
        /**
         * PpeHeldOut
         * @description Pieces that are out with somebody who is on no job with them, or in disinfection after one.
         */
        PpeHeldOut: {
            /**
             * Issue Id
             * Format: uuid
             */
            issue_id: string;
            /** Member Id */
            member_id: string | null;
            /** Item */
            item: string;
            /** Pieces */
            pieces: number;
            /** Size */
            size: string;
            /** Lot No */
            lot_no: string;
            /** Expires At */
            expires_at: string | null;
            /** Off Shelf */
            off_shelf: boolean;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /** Member Name */
            member_name: string;
            /** Disinfecting */
            disinfecting: number;
        };
        /**
         * PpeIn
         * @description PPE handed to a member and checked on them.
         */
        PpeIn: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Issued
             * @default true
             * @constant
             */
            issued?: true;
        };
        /**
         * PpeItemIn
         * @description A kind of article.
         */
        PpeItemIn: {
            /** Code */
            code: string;
            name: components["schemas"]["PpeNameIn"];
            /**
             * Reusable
             * @default false
             */
            reusable?: boolean;
            /** Sizes */
            sizes?: string[];
            /**
             * Low Stock
             * @default 0
             */
            low_stock?: number;
            /**
             * Active
             * @default true
             */
            active?: boolean;
        };
        /**
         * PpeItemOut
         * @description A kind of article as stores keep it.
         */
        PpeItemOut: {
            /** Code */
            code: string;
            name: components["schemas"]["PpeNameOut"];
            /** Reusable */
            reusable: boolean;
            /** Sizes */
            sizes: string[];
            /** Low Stock */
            low_stock: number;
            /** Active */
            active: boolean;
        };
        /**
         * PpeItemsOut
         * @description All kinds of article.
         */
        PpeItemsOut: {
            /** Items */
            items: components["schemas"]["PpeItemOut"][];
        };
        /**
         * PpeNameIn
         * @description A name in both languages.
         */
        PpeNameIn: {
            /** Vi */
            vi: string;
            /** En */
            en: string;
        };
        /**
         * PpeNameOut
         * @description A name in both languages.
         */
        PpeNameOut: {
            /** Vi */
            vi: string;
            /** En */
            en: string;
        };
        /**
         * PpeProfileIn
         * @description A version of a profile to be published.
         */
        PpeProfileIn: {
            /** Code */
            code: string;
            name: components["schemas"]["PpeNameIn"];
            /** Items */
            items: components["schemas"]["ProfileItemIn"][];
            /**
             * Hse Must Confirm
             * @default false
             */
            hse_must_confirm?: boolean;
        };
        /**
         * PpeProfileOut
         * @description One version of what each person wears in a kind of zone.
         */
        PpeProfileOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Code */
            code: string;
            /** Version */
            version: number;
            name: components["schemas"]["PpeNameOut"];
            /** Items */
            items: components["schemas"]["ProfileItemOut"][];
            /**
             * Hse Must Confirm
             * @description whether HSE has not confirmed yet what shipped
             */
            hse_must_confirm: boolean;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
        };
        /**
         * PpeProfilesOut
         * @description The newest version of each profile.
         */
        PpeProfilesOut: {
            /** Items */
            items: components["schemas"]["PpeProfileOut"][];
        };
        /**
         * PpeStoreOut
         * @description Where pieces lie.
         */
        PpeStoreOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Vehicle Id */
            vehicle_id: string | null;
            /** Code */
            code: string;
            /** Name */
            name: string;
        };
        /**
         * PresentOut
         * @description One of a crew on a shift.
         */
        PresentOut: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** Role */
            role: string;
            /** Has Phone */
            has_phone: boolean;
            /** Signed On At */
            signed_on_at: string | null;
            /** Signed Off At */
            signed_off_at: string | null;
        };
        /**
         * PreviewIn
         * @description What is not published yet: the next version of ``zone_id``, else a new zone of ``authority_id`` (any of mine).
         */
        PreviewIn: {
            /**
             * Level
             * @default 1
             * @enum {integer}
             */
            level?: 1 | 2 | 3;
            /**
             * Geometry
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            geometry: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /** Valid From */
            valid_from?: string | null;
            /** Valid Until */
            valid_until?: string | null;
            /**
             * Legal Instrument
             * @default
             */
            legal_instrument?: string;
            /** Gates */
            gates?: components["schemas"]["GateIn"][];
            /** Doffing Point */
            doffing_point?: string | null;
            requirements?: components["schemas"]["RequirementsIn"];
            /** Parts */
            parts?: components["schemas"]["PartIn"][];
            /**
             * Publish
             * @default true
             */
            publish?: boolean;
            /** Zone Id */
            zone_id?: string | null;
            /** Authority Id */
            authority_id?: string | null;
            /**
             * Hazard Class
             * @default other
             */
            hazard_class?: string;
        };
        /**
         * PreviewOut
         * @description Counts of all that would be touched; the lists name what I may know of.
         */
        PreviewOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Tickets */
            tickets: number;
            /** Tickets Entering */
            tickets_entering: number;
            /** Tickets Leaving */
            tickets_leaving: number;
            /** Tickets Possibly */
            tickets_possibly: number;
            /** Assignments */
            assignments: number;
            /** Crews */
            crews: number;
            /** Permits Voided */
            permits_voided: number;
            /** Permits Requested */
            permits_requested: number;
            /** Briefings Voided */
            briefings_voided: number;
            /** People Inside */
            people_inside: number;
            /** Crews There */
            crews_there: number;
            /** Numbers */
            numbers: string[];
            /** Ticket List */
            ticket_list: components["schemas"]["TicketEffectOut"][];
            /** Assignment List */
            assignment_list: components["schemas"]["AssignmentEffectOut"][];
            /** Permit List */
            permit_list: components["schemas"]["PermitEffectOut"][];
            /** Crew List */
            crew_list: components["schemas"]["CrewThereOut"][];
            /** Overlaps */
            overlaps: components["schemas"]["OverlapOut"][];
        };
        /**
         * PriorityOut
         * @description The published formula with its parts: value = weight x customers x waiting.
         */
        PriorityOut: {
            /** Value */
            value: number;
            parts: components["schemas"]["PriorityParts"];
        };
        /**
         * PriorityParts
         * @description The factors of a priority.
         */
        PriorityParts: {
            /** Weight */
            weight: number;
            /** Customers */
            customers: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * PrivacyEffectOut
         * @description One thing that was given or erased; with `kept` what stays, and why.
         */
        PrivacyEffectOut: {
            /** What */
            what: string;
            /** Count */
            count: number;
            /** Kept */
            kept: string | null;
        };
        /**
         * PrivacyHoldIn
         * @description What is kept beyond its time.
         */
        PrivacyHoldIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "person" | "job" | "zone";
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
            /** Reason */
            reason: string;
            /** Until */
            until?: string | null;
            /**
             * Unit Id
             * @description of a zone: for which unit it is held
             */
            unit_id?: string | null;
        };
        /**
         * PrivacyHoldOut
         * @description A hold.
         */
        PrivacyHoldOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "person" | "job" | "zone";
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
            /** Name */
            name: string;
            /** Reason */
            reason: string;
            /**
             * Placed At
             * Format: date-time
             */
            placed_at: string;
            /** Placed By */
            placed_by: string | null;
            /** Until */
            until: string | null;
            /** Lifted At */
            lifted_at: string | null;
            /** In Force */
            in_force: boolean;
        };
        /**
         * PrivacyRefusalIn
         * @description On which ground.
         */
        PrivacyRefusalIn: {
            /**
             * Ground
             * @enum {string}
             */
            ground: "not_identified" | "still_employed" | "legal_duty" | "dispute" | "excessive";
        };
        /**
         * PrivacyRequestIn
         * @description What somebody asks for: one of member, user and phone says who it is.
         */
        PrivacyRequestIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "access" | "erasure";
            /** Member Id */
            member_id?: string | null;
            /** User Id */
            user_id?: string | null;
            /** Phone */
            phone?: string | null;
            /**
             * Unit Id
             * @description of a customer: which unit answers
             */
            unit_id?: string | null;
            /** Received At */
            received_at?: string | null;
        };
        /**
         * PrivacyRequestOut
         * @description A request of a data subject.
         */
        PrivacyRequestOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "access" | "erasure";
            /**
             * Person Kind
             * @enum {string}
             */
            person_kind: "worker" | "customer";
            /** Who */
            who: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "answered" | "refused";
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /** Late */
            late: boolean;
            /** Answered At */
            answered_at: string | null;
            /** Refusal */
            refusal: ("not_identified" | "still_employed" | "legal_duty" | "dispute" | "excessive") | null;
            /** Answer */
            answer: components["schemas"]["PrivacyEffectOut"][];
            /** Version */
            version: number;
        };
        /**
         * PrivacyRuleOut
         * @description One kind of personal data and how long it is kept here.
         */
        PrivacyRuleOut: {
            /** Code */
            code: string;
            /** Title */
            title: string;
            /** Purpose */
            purpose: string;
            /** Ground */
            ground: string;
            /**
             * Begins
             * @description from when the period counts
             */
            begins: string;
            /** Days */
            days: number;
            /**
             * Deleted
             * @description rows go; else only what names people
             */
            deleted: boolean;
            /** Holds */
            holds: ("person" | "job" | "zone")[];
        };
        /**
         * ProblemOut
         * @description One wrong field of a draft, such as ``items.2.choices``.
         */
        ProblemOut: {
            /** Field */
            field: string;
            reason: components["schemas"]["ReasonOut"];
        };
        /**
         * ProfileItemIn
         * @description How much of one article a profile asks for.
         */
        ProfileItemIn: {
            /** Item */
            item: string;
            /**
             * Count
             * @default 1
             */
            count?: number;
            /**
             * Spare
             * @default 0
             */
            spare?: number;
            /**
             * Sized
             * @default false
             */
            sized?: boolean;
            /** Replace After Minutes */
            replace_after_minutes?: number | null;
            electrical_note?: components["schemas"]["PpeNameIn"] | null;
        };
        /**
         * ProfileItemOut
         * @description How much of one article a profile asks for.
         */
        ProfileItemOut: {
            /** Item */
            item: string;
            /**
             * Count
             * @description pieces for each person
             */
            count: number;
            /**
             * Spare
             * @description pieces that the crew takes along beyond that
             */
            spare: number;
            /**
             * Sized
             * @description whether the size must be the wearer's own
             */
            sized: boolean;
            /** Replace After Minutes */
            replace_after_minutes: number | null;
            electrical_note: components["schemas"]["PpeNameOut"] | null;
        };
        /**
         * PublishIn
         * @description What is new, in words.
         */
        PublishIn: {
            /** Note */
            note: string;
        };
        /**
         * PublishedProfileOut
         * @description The version that was published.
         */
        PublishedProfileOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Code */
            code: string;
            /** Version */
            version: number;
            name: components["schemas"]["PpeNameOut"];
            /** Items */
            items: components["schemas"]["ProfileItemOut"][];
            /**
             * Hse Must Confirm
             * @description whether HSE has not confirmed yet what shipped
             */
            hse_must_confirm: boolean;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /**
             * Jobs
             * @description jobs not at their place yet that reserved anew by it
             */
            jobs: number;
        };
        /**
         * PullOut
         * @description Everything at the first time, then what changed.
         */
        PullOut: {
            /**
             * Cursor
             * @description send it with the next pull
             */
            cursor: string | null;
            /**
             * Reset Required
             * @description forget all jobs held: the cursor was not known any more
             */
            reset_required: boolean;
            me: components["schemas"]["PhoneUserOut"];
            crew: components["schemas"]["MyCrewOut"] | null;
            /**
             * Removed
             * @description jobs that are over or no longer my crew's
             */
            removed: string[];
            /**
             * Ended
             * @description how those of the removed ended that were my crew's
             */
            ended: components["schemas"]["EndedJobOut"][];
            /** Pushes */
            pushes: components["schemas"]["WaitingPushOut"][];
            /** @description null until this phone registers in this session */
            device: components["schemas"]["ThisDeviceOut"] | null;
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
            /**
             * Protocol
             * @default 1
             */
            protocol: number;
            /** Assignments */
            assignments: components["schemas"]["JobPackOut"][];
            /**
             * Map Assets
             * @description files of the base map that needs no tiles, to be kept on the phone
             */
            map_assets: string[];
        };
        /**
         * PushIn
         * @description Actions in the order in which they were done.
         */
        PushIn: {
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            /** Actions */
            actions: components["schemas"]["ActionIn"][];
            /**
             * Sent At
             * @description the phone's clock now: the service sees by it how wrong it is
             */
            sent_at?: string | null;
            /**
             * From Seq
             * @description the lowest number that the phone has no answer to: a service that does not know the phone begins there, even when a later batch overtook the first
             */
            from_seq?: number | null;
        };
        /**
         * PushKeyOut
         * @description The key that browsers subscribe with.
         */
        PushKeyOut: {
            /**
             * Public Key
             * @description `applicationServerKey`, base64url; null where web push is not set up
             */
            public_key: string | null;
        };
        /**
         * PushOut
         * @description One answer per action. Actions without an answer were not looked at: keep them and send them again.
         */
        PushOut: {
            /** Answers */
            answers: components["schemas"]["AnswerOut"][];
            /** @description why the rest got no answer */
            stopped: components["schemas"]["ReasonOut"] | null;
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
            /** @description where the phone said by `sent_at` what its clock shows */
            clock: components["schemas"]["ClockOut"] | null;
            /**
             * Protocol
             * @default 1
             */
            protocol: number;
        };
        /**
         * PushStateOut
         * @description A message about the assignment and how far it came. Whether the job was accepted stands with the assignment.
         */
        PushStateOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** User Name */
            user_name: string;
            /** Kind */
            kind: string;
            /**
             * State
             * @enum {string}
             */
            state: "delivered" | "failed" | "handed_over" | "queued" | "read";
            /**
             * Urgency
             * @enum {string}
             */
            urgency: "emergency" | "normal" | "routine" | "urgent";
            /**
             * Service
             * @description who took it, once somebody has
             */
            service: ("fcm" | "webpush") | null;
            /**
             * Queued At
             * Format: date-time
             */
            queued_at: string;
            /**
             * Handed Over At
             * @description a push service took it; it does not say that the phone has it
             */
            handed_over_at: string | null;
            /**
             * Delivered At
             * @description the phone's own word
             */
            delivered_at: string | null;
            /**
             * Read At
             * @description the person's own word
             */
            read_at: string | null;
            /** Failed At */
            failed_at: string | null;
            /**
             * Answer By
             * @description when the next step follows unless somebody answers
             */
            answer_by: string | null;
            /**
             * Repeated At
             * @description sent again
             */
            repeated_at: string | null;
            /**
             * Texted At
             * @description a short message was queued
             */
            texted_at: string | null;
            /**
             * Unanswered At
             * @description the dispatcher was told that nobody answers
             */
            unanswered_at: string | null;
            /**
             * Unanswered
             * @description and that is so still
             */
            unanswered: boolean;
            text: components["schemas"]["PushTextOut"] | null;
            /** Error */
            error: string | null;
        };
        /**
         * PushTextOut
         * @description The short message that went after a message which nobody answered.
         */
        PushTextOut: {
            /**
             * State
             * @enum {string}
             */
            state: "failed" | "handed_over" | "queued" | "superseded";
            /**
             * Queued At
             * Format: date-time
             */
            queued_at: string;
            /**
             * Handed Over At
             * @description when the carrier took it; it does not say that it was read
             */
            handed_over_at: string | null;
            /** Error */
            error: string | null;
        };
        /**
         * PushesAnswerOut
         * @description The crew's answer to the order.
         */
        PushesAnswerOut: {
            /**
             * State
             * @enum {string}
             */
            state: "accepted" | "declined";
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Actor */
            actor: string;
        };
        /**
         * Ready
         * @description Whether requests can be served, and why not.
         */
        Ready: {
            /** Status */
            status: string;
            checks: components["schemas"]["Checks"];
            /**
             * Remedy
             * @default
             */
            remedy?: string;
        };
        /**
         * ReasonOut
         * @description Why something is refused: a stable code, its text in the asker's language, the values behind it.
         */
        ReasonOut: {
            /** Code */
            code: string;
            /** Text */
            text: string;
            /**
             * Params
             * @default {}
             */
            params?: {
                [key: string]: unknown;
            };
        };
        /**
         * ReassignIn
         * @description Which crew shall have the job instead.
         */
        ReassignIn: {
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /**
             * Reason
             * @description told to the crew that had it
             */
            reason: string;
        };
        /**
         * ReceiveIn
         * @description A delivery.
         */
        ReceiveIn: {
            /** Lines */
            lines: components["schemas"]["PiecesIn"][];
            /** Reason */
            reason?: string | null;
        };
        /**
         * RecordIn
         * @description What an authority said on the telephone, or wrote in a letter; who said it stands with it.
         */
        RecordIn: {
            /**
             * To
             * @enum {string}
             */
            to: "acknowledged" | "approved" | "denied" | "revoked";
            /**
             * Channel
             * @enum {string}
             */
            channel: "phone" | "letter";
            /**
             * Said By
             * @description name of whoever answered for the authority
             */
            said_by: string;
            /**
             * Function
             * @description that person's office
             * @default
             */
            function?: string;
            /**
             * Number Called
             * @default
             */
            number_called?: string;
            /** Said At */
            said_at?: string | null;
            /** Letter Number */
            letter_number?: string | null;
            /** Letter Date */
            letter_date?: string | null;
            /**
             * File Reference
             * @description where the letter, or the recording, is kept
             */
            file_reference?: string | null;
            /**
             * Note
             * @default
             */
            note?: string;
            /**
             * Reason
             * @default
             */
            reason?: string;
            /** Conditions */
            conditions?: string[];
            /** Exit Conditions */
            exit_conditions?: string[];
            /** Valid From */
            valid_from?: string | null;
            /** Valid Until */
            valid_until?: string | null;
            gate?: components["schemas"]["PermitGateIn"] | null;
            /** Version */
            version?: number | null;
        };
        /**
         * RefusedOut
         * @description A crew that cannot go, with every reason; when it would be there if it could, null where there is no way.
         */
        RefusedOut: {
            crew: components["schemas"]["CrewBrief"];
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
            /** Arrive At */
            arrive_at: string | null;
            /** Restored At */
            restored_at: string | null;
        };
        /**
         * ReplanningIn
         * @description How often to look, how long to search, and from which gain (weighted hours) on to propose.
         */
        ReplanningIn: {
            /**
             * Mode
             * @enum {string}
             */
            mode: "off" | "propose";
            /**
             * Every Seconds
             * @default 60
             */
            every_seconds?: number;
            /**
             * Seconds
             * @default 1
             */
            seconds?: number;
            /**
             * Least Gain
             * @default 1
             */
            least_gain?: number;
        };
        /**
         * ReplanningOut
         * @description Whether a unit's board is planned again by itself, and how.
         */
        ReplanningOut: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Mode
             * @enum {string}
             */
            mode: "off" | "propose";
            /** Every Seconds */
            every_seconds: number;
            /** Seconds */
            seconds: number;
            /** Least Gain */
            least_gain: number;
            /** Looked At */
            looked_at: string | null;
            /** Version */
            version: number;
        };
        /**
         * ReportOut
         * @description Something that the crew's phone told and the state of the job did not allow: it happened nevertheless.
         */
        ReportOut: {
            /**
             * At
             * Format: date-time
             * @description by the phone's clock
             */
            at: string;
            /**
             * Told At
             * Format: date-time
             */
            told_at: string;
            /** Actor */
            actor: string;
            /** Kind */
            kind: string;
            /**
             * To
             * @description the step that the crew says it took
             */
            to: string | null;
            /**
             * Code
             * @description why it could not be taken
             */
            code: string;
        };
        /**
         * Requirements
         * @description What has to be fulfilled; the strictest of each kind where several zones ask.
         */
        Requirements: {
            /** Permit Needed */
            permit_needed: boolean;
            /** Ppe Profiles */
            ppe_profiles: string[];
            /** Entry Templates */
            entry_templates: string[];
            /** Exit Templates */
            exit_templates: string[];
            /** Disinfection Profiles */
            disinfection_profiles: string[];
            /** Live Line Preferred */
            live_line_preferred: boolean;
            /** Max People */
            max_people: number | null;
            /** Max Minutes */
            max_minutes: number | null;
            /** Hold After Exit Minutes */
            hold_after_exit_minutes: number;
        };
        /**
         * RequirementsIn
         * @description What a version asks for; left out asks nothing but the authority's consent.
         */
        RequirementsIn: {
            /**
             * Permit Needed
             * @default true
             */
            permit_needed?: boolean;
            /** Ppe Profile */
            ppe_profile?: string | null;
            /** Entry Templates */
            entry_templates?: string[];
            /** Exit Templates */
            exit_templates?: string[];
            /** Disinfection Profile */
            disinfection_profile?: string | null;
            /**
             * Live Line Preferred
             * @default false
             */
            live_line_preferred?: boolean;
            /** Max People */
            max_people?: number | null;
            /** Max Minutes */
            max_minutes?: number | null;
            /**
             * Hold After Exit Minutes
             * @default 0
             */
            hold_after_exit_minutes?: number;
            /**
             * Transit Permit
             * @default false
             */
            transit_permit?: boolean;
            /**
             * Checkin Minutes
             * @description how often a crew inside says that all are well; left out, as the hazard class is asked
             */
            checkin_minutes?: number | null;
        };
        /**
         * ReservedOut
         * @description Pieces that a job has reserved, or with no store those that it is short of.
         */
        ReservedOut: {
            /**
             * Member Id
             * @description null is a spare one of the crew
             */
            member_id: string | null;
            /** Item */
            item: string;
            /** Pieces */
            pieces: number;
            /** Store Id */
            store_id: string | null;
            /** Size */
            size: string;
            /** Lot No */
            lot_no: string;
            /** Expires At */
            expires_at: string | null;
        };
        /**
         * ResolveIn
         * @description What was decided, and why.
         */
        ResolveIn: {
            /**
             * Resolution
             * @enum {string}
             */
            resolution: "repeated" | "aborted" | "accepted";
            /** Note */
            note: string;
        };
        /**
         * RetentionRunOut
         * @description What retention took away at one time: counts, no names.
         */
        RetentionRunOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Unit Id */
            unit_id: string | null;
            /** Kind */
            kind: string;
            /**
             * Before
             * Format: date-time
             */
            before: string;
            /** Counts */
            counts: {
                [key: string]: number;
            };
        };
        /**
         * RetireIn
         * @description Which template is taken away, and why.
         */
        RetireIn: {
            /** Code */
            code: string;
            /** Reason */
            reason: string;
        };
        /**
         * RevokedKeyIn
         * @description Which key is given up.
         */
        RevokedKeyIn: {
            /** Kid */
            kid: string;
        };
        /**
         * Role
         * @description The roles of ``product.md``; customers have no account.
         * @enum {string}
         */
        Role: "agent" | "dispatcher" | "shift_leader" | "worker" | "liaison" | "hse" | "admin" | "auditor";
        /**
         * RoleIn
         * @description One role over one unit's or one authority's subtree; exactly one of the two.
         */
        RoleIn: {
            role: components["schemas"]["Role"];
            /** Unit Id */
            unit_id?: string | null;
            /** Authority Id */
            authority_id?: string | null;
        };
        /**
         * RoleOut
         * @description One role and what it is over.
         */
        RoleOut: {
            /** Role */
            role: string;
            /** Unit Id */
            unit_id: string | null;
            /** Unit Code */
            unit_code: string | null;
            /** Authority Id */
            authority_id: string | null;
            /** Authority Name */
            authority_name: string | null;
        };
        /**
         * SaidOut
         * @description Who of the authority said it, where a desk noted it; empty once it was erased.
         */
        SaidOut: {
            /** Name */
            name: string | null;
            /** Function */
            function: string | null;
            /** Number Called */
            number_called: string | null;
            /** Said At */
            said_at: string | null;
            /** Letter Number */
            letter_number: string | null;
            /** Letter Date */
            letter_date: string | null;
            /** File Reference */
            file_reference: string | null;
        };
        /**
         * SetItemOut
         * @description Pieces of one article of a member's protective equipment.
         */
        SetItemOut: {
            /** Item */
            item: string;
            /** Name */
            name: string;
            /** Pieces */
            pieces: number;
            /** Size */
            size: string;
            /**
             * State
             * @description in hand and good, reserved for this member, or in no store
             * @enum {string}
             */
            state: "issued" | "reserved" | "short";
            /**
             * Notes
             * @description what HSE says about wearing it at electrical work
             */
            notes: string[];
        };
        /**
         * SettledOut
         * @description A person's word that held then.
         */
        SettledOut: {
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "inside" | "possibly" | "outside";
            /**
             * Settled At
             * Format: date-time
             */
            settled_at: string;
            /** Settled Reason */
            settled_reason: string;
        };
        /**
         * SettlementIn
         * @description A person's word on how a ticket lies to a zone.
         */
        SettlementIn: {
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "inside" | "outside";
            /** Reason */
            reason: string;
        };
        /**
         * ShiftBreakIn
         * @description A break that plans keep free.
         */
        ShiftBreakIn: {
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
        };
        /**
         * ShiftChoicesOut
         * @description All that is chosen from on the phone.
         */
        ShiftChoicesOut: {
            /** Decline Reasons */
            decline_reasons: components["schemas"]["CodeNameOut"][];
            /** Vehicle Items */
            vehicle_items: components["schemas"]["CheckItemOut"][];
            /** Help Kinds */
            help_kinds: components["schemas"]["CodeNameOut"][];
            /** Symptoms */
            symptoms: components["schemas"]["CodeNameOut"][];
            /** Hand Over Causes */
            hand_over_causes: components["schemas"]["CodeNameOut"][];
            /** Isolation */
            isolation: components["schemas"]["CodeNameOut"][];
            /** Earthing */
            earthing: components["schemas"]["CodeNameOut"][];
            /** Articles */
            articles: components["schemas"]["CodeNameOut"][];
        };
        /**
         * ShiftIn
         * @description A shift to be planned.
         */
        ShiftIn: {
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Breaks */
            breaks?: components["schemas"]["ShiftBreakIn"][];
        };
        /**
         * ShiftOut
         * @description When a crew is on duty; shifts of one crew never overlap.
         */
        ShiftOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Breaks */
            breaks: components["schemas"]["PlannedBreakOut"][];
        };
        /**
         * ShiftStandDownOut
         * @description A stand-down of mine that is not over; why stays with HSE.
         */
        ShiftStandDownOut: {
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Hazard Class */
            hazard_class: string | null;
        };
        /**
         * ShiftStayOut
         * @description One of my stays in a zone.
         */
        ShiftStayOut: {
            /** Zone */
            zone: string;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /** Left At */
            left_at: string | null;
            /** Minutes */
            minutes: number;
            /** Ppe Profile */
            ppe_profile: string | null;
        };
        /**
         * ShiftVehicleOut
         * @description A vehicle of the crew, when it was looked at on this shift, and whether it may be driven.
         */
        ShiftVehicleOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Plate */
            plate: string;
            /** Kind */
            kind: string;
            /** Taken At */
            taken_at: string | null;
            /** Returned At */
            returned_at: string | null;
            /** Blocked */
            blocked: boolean;
            /**
             * Odometer Km
             * @description as it was read last on this shift
             */
            odometer_km: number | null;
        };
        /**
         * SideOut
         * @description One of two things said that stand against each other.
         */
        SideOut: {
            /**
             * Values
             * @description fields by name, as the action's body names them; `state` of the job
             */
            values: {
                [key: string]: unknown;
            };
            /**
             * By
             * @description who said it; null for a rule of the service
             */
            by: string | null;
            /** At */
            at: string | null;
        };
        /**
         * SignatureIn
         * @description A signature under one's own account.
         */
        SignatureIn: {
            /**
             * Role
             * @enum {string}
             */
            role: "issuer" | "permitter" | "direct_supervisor" | "electrical_safety_supervisor";
        };
        /**
         * SignatureOut
         * @description One signature: who gave it as what, how and when, and whether it fell since.
         */
        SignatureOut: {
            /**
             * Role
             * @enum {string}
             */
            role: "direct_supervisor" | "electrical_safety_supervisor" | "handed_back" | "issuer" | "permitter";
            /** Title */
            title: string;
            /** Name */
            name: string;
            /**
             * Means
             * @description signed in under their own name; drawn on the crew leader's phone; given with the order to go
             * @enum {string}
             */
            means: "account" | "drawn" | "assignment";
            /**
             * Drawn
             * @description what was drawn, as the `d` of an SVG path in a box of 320 by 180
             */
            drawn: string | null;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Device Time */
            device_time: string | null;
            /** Place */
            place: string | null;
            /** Content Hash */
            content_hash: string;
            /** Fell At */
            fell_at: string | null;
            /** Fell Reason */
            fell_reason: string | null;
        };
        /**
         * SignerIn
         * @description One signature, and who may give it.
         */
        SignerIn: {
            /**
             * Role
             * @enum {string}
             */
            role: "issuer" | "permitter" | "direct_supervisor" | "electrical_safety_supervisor";
            /** Desk */
            desk?: ("dispatcher" | "shift_leader")[];
            /** Crew */
            crew?: ("direct_supervisor" | "electrical_safety_supervisor" | "permit_issuer" | "permitter" | "lookout")[];
            /**
             * If In Crew
             * @description asked for only where somebody in the crew has the role
             * @default false
             */
            if_in_crew?: boolean;
        };
        /**
         * SignerOut
         * @description One signature, and who may give it.
         */
        SignerOut: {
            /** Role */
            role: string;
            /** Desk */
            desk: string[];
            /** Crew */
            crew: string[];
            /** If In Crew */
            if_in_crew: boolean;
        };
        /**
         * SignersIn
         * @description Who signs a document, in their order.
         */
        SignersIn: {
            /**
             * Document
             * @enum {string}
             */
            document: "permit" | "order";
            /** Signers */
            signers: components["schemas"]["SignerIn"][];
        };
        /**
         * SizeIn
         * @description The size that somebody wears of an article; null forgets it.
         */
        SizeIn: {
            /** Item */
            item: string;
            /** Size */
            size: string | null;
        };
        /**
         * SlotOut
         * @description An answer that is due: an item, and whose on items per person.
         */
        SlotOut: {
            /** Item Key */
            item_key: string;
            /** Member Id */
            member_id: string | null;
        };
        /**
         * Source
         * @description Where a travel time comes from.
         * @enum {string}
         */
        Source: "straight_line" | "roads" | "osrm" | "valhalla" | "matrix";
        /**
         * SpecialDay
         * @description A day with hours of its own; with none it is a holiday.
         */
        SpecialDay: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Spans */
            spans?: components["schemas"]["OpeningSpan"][];
        };
        /**
         * SpecialDayOut
         * @description A day with hours of its own, or a holiday.
         */
        SpecialDayOut: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Spans */
            spans: components["schemas"]["OpeningSpanOut"][];
        };
        /**
         * StandDownChangeIn
         * @description A new end.
         */
        StandDownChangeIn: {
            /**
             * Until
             * @description left out: now
             */
            until?: string | null;
            /** Why */
            why: string;
        };
        /**
         * StandDownIn
         * @description Who is not to be sent, until when.
         */
        StandDownIn: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /**
             * Hazard Class
             * @description inside zones of this class work goes on
             */
            hazard_class?: string | null;
            /** Why */
            why: string;
        };
        /**
         * StandDownOut
         * @description A stand-down with whose it is, and what HSE wrote of it.
         */
        StandDownOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Hazard Class
             * @description inside zones of this class work goes on; null: no work at all
             */
            hazard_class: string | null;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Until
             * Format: date-time
             * @description as last changed
             */
            until: string;
            /** Running */
            running: boolean;
            /**
             * Cause
             * @enum {string}
             */
            cause: "zone_hold" | "breach" | "contact" | "trace" | "positive" | "hse";
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /**
             * Crew Id
             * Format: uuid
             */
            crew_id: string;
            /** Crew */
            crew: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** By Rule */
            by_rule: boolean;
            /** Exposure Id */
            exposure_id: string | null;
            /** Why */
            why: string | null;
            /** Changed */
            changed: boolean;
            /**
             * Change Why
             * @description why it ends sooner or later than it was to
             */
            change_why: string | null;
            /** Version */
            version: number;
        };
        /**
         * StayCorrectionIn
         * @description All that the stay was in truth.
         */
        StayCorrectionIn: {
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /** Left At */
            left_at?: string | null;
            /** Vehicle Id */
            vehicle_id?: string | null;
            /** Role */
            role?: string | null;
            /** Ppe Profile */
            ppe_profile?: string | null;
            /**
             * Void
             * @default false
             */
            void?: boolean;
            /** Why */
            why: string;
        };
        /**
         * StayCorrectionOut
         * @description What a stay was in truth, as somebody wrote down later.
         */
        StayCorrectionOut: {
            /** Number */
            number: number;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /** Left At */
            left_at: string | null;
            /** Vehicle Id */
            vehicle_id: string | null;
            /** Role */
            role: string | null;
            /** Ppe Profile */
            ppe_profile: string | null;
            /** Void */
            void: boolean;
            /** Why */
            why: string | null;
            /** By */
            by: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * StayLevelOut
         * @description A level of the stay's hazard class.
         */
        StayLevelOut: {
            /** Code */
            code: string;
            /** Vi */
            vi: string;
            /** En */
            en: string;
            /** Rank */
            rank: number;
            /** Stand Down Minutes */
            stand_down_minutes: number;
            /** Same Class Open */
            same_class_open: boolean;
            /** Hse Must Confirm */
            hse_must_confirm: boolean;
        };
        /**
         * StayOut
         * @description A stay as HSE's list shows it.
         */
        StayOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Zone */
            zone: string;
            /** Hazard Class */
            hazard_class: string;
            /** Authority */
            authority: string;
            /** Crew */
            crew: string;
            /** Role */
            role: string | null;
            /** Vehicle Plate */
            vehicle_plate: string | null;
            /** Ppe Profile */
            ppe_profile: string | null;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /** Left At */
            left_at: string | null;
            /** Ticket Number */
            ticket_number: string;
            /** Assignment Number */
            assignment_number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /** Zone Version No */
            zone_version_no: number;
            /** Vehicle Id */
            vehicle_id: string | null;
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Address */
            address: string;
            /** Corrected */
            corrected: boolean;
            /** Void */
            void: boolean;
            /** Level */
            level: string | null;
            /**
             * Proposed
             * @description whether the level is the rule's, which nobody confirmed
             */
            proposed: boolean | null;
            /** Contacts */
            contacts: number;
            /** Breaches */
            breaches: number;
        };
        /**
         * StepIn
         * @description A step of a zone that is not taken yet.
         */
        StepIn: {
            /**
             * Step
             * @enum {string}
             */
            step: "publish_draft" | "end";
        };
        /**
         * StepOut
         * @description One thing that happened to the assignment.
         */
        StepOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * State
             * @description what happened: mostly the state that it led to
             */
            state: string;
            /**
             * Actor
             * @description the person's name, or what else did it
             */
            actor: string;
        };
        /**
         * StockLineOut
         * @description One article in one store.
         */
        StockLineOut: {
            /** Item */
            item: string;
            /** On Hand */
            on_hand: number;
            /** Expired */
            expired: number;
            /** Reserved */
            reserved: number;
            /**
             * Available
             * @description good now and not reserved; below zero when more is reserved than there is
             */
            available: number;
            /** Minimum */
            minimum: number;
            /**
             * Level
             * @enum {string}
             */
            level: "ok" | "low" | "out";
            /**
             * Difference
             * @description pieces handed over without the books knowing of them since the last count
             */
            difference: number;
            /** Lots */
            lots: components["schemas"]["LotOut"][];
        };
        /**
         * StockOut
         * @description All stores that the asker may see, rooms before vehicles.
         */
        StockOut: {
            /** Stores */
            stores: components["schemas"]["StoreStockOut"][];
        };
        /**
         * StoreIn
         * @description A store to be made: a room of a unit, or with `vehicle_id` the vehicle that it is.
         */
        StoreIn: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Vehicle Id */
            vehicle_id?: string | null;
        };
        /**
         * StoreShortOut
         * @description An article of which a store held too little at the end of the day.
         */
        StoreShortOut: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit Code */
            unit_code: string;
            /** Store Code */
            store_code: string;
            /** Store Name */
            store_name: string;
            /** Item Code */
            item_code: string;
            /**
             * Level
             * @enum {string}
             */
            level: "low" | "out";
            /** Available */
            available: number;
            /** Minimum */
            minimum: number;
            /**
             * Since
             * Format: date-time
             */
            since: string;
        };
        /**
         * StoreStockOut
         * @description One store with what lies in it.
         */
        StoreStockOut: {
            store: components["schemas"]["PpeStoreOut"];
            /** Lines */
            lines: components["schemas"]["StockLineOut"][];
        };
        /**
         * StoredEvidenceOut
         * @description What is kept.
         */
        StoredEvidenceOut: {
            /** Sha256 */
            sha256: string;
            /** Stored Sha256 */
            stored_sha256: string;
            /** Media Type */
            media_type: string;
            /** Size Bytes */
            size_bytes: number;
            /** Width */
            width: number;
            /** Height */
            height: number;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
        };
        /**
         * SubscriptionIn
         * @description A browser's PushSubscription, and the key of ours that it was made with.
         */
        SubscriptionIn: {
            /**
             * Endpoint
             * @description address at the browser's push service
             */
            endpoint: string;
            keys: components["schemas"]["SubscriptionKeysIn"];
            /**
             * Public Key
             * @description as `push-key` told it
             */
            public_key: string;
        };
        /**
         * SubscriptionKeysIn
         * @description What a browser's messages are encrypted with.
         */
        SubscriptionKeysIn: {
            /** P256Dh */
            p256dh: string;
            /** Auth */
            auth: string;
        };
        /**
         * SwapIn
         * @description Who goes and who comes, or which vehicle comes instead of the one there is.
         */
        SwapIn: {
            /** Reason */
            reason: string;
            /** Member Out Id */
            member_out_id?: string | null;
            /** Member In Id */
            member_in_id?: string | null;
            /** Vehicle In Id */
            vehicle_in_id?: string | null;
        };
        /**
         * TemplateOut
         * @description One version of a template.
         */
        TemplateOut: {
            /** Code */
            code: string;
            /** Version */
            version: number;
            /** Kind */
            kind: string;
            /** Title */
            title: string;
            /** Ordered */
            ordered: boolean;
            /** Hse Must Confirm */
            hse_must_confirm: boolean;
            /** Items */
            items: components["schemas"]["ItemOut"][];
        };
        /**
         * TextShape
         * @description The same in Vietnamese and in English.
         */
        TextShape: {
            /** Vi */
            vi: string;
            /** En */
            en: string;
        };
        /**
         * ThisDeviceOut
         * @description The phone that asks.
         */
        ThisDeviceOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Renew Token
             * @description fetch a new push token, and register with it
             */
            renew_token: boolean;
        };
        /**
         * TicketDetailOut
         * @description A ticket with its assignments and its neighbours.
         */
        TicketDetailOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit Code */
            unit_code: string;
            /** Work Type */
            work_type: string;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
            /** Blocked */
            blocked: components["schemas"]["ReasonOut"][];
            place: components["schemas"]["PointOut"];
            /** Accuracy M */
            accuracy_m: number;
            /** Address */
            address: string;
            /** Description */
            description: string;
            /** Hazards */
            hazards: string[];
            /** Customers Affected */
            customers_affected: number;
            /** Priority Class */
            priority_class: number;
            priority: components["schemas"]["PriorityOut"];
            /**
             * Reported At
             * Format: date-time
             */
            reported_at: string;
            /**
             * Zone Badge
             * @enum {string}
             */
            zone_badge: "coming" | "inside" | "none" | "possibly";
            deferred_by: components["schemas"]["DeferredByOut"] | null;
            /** Crews Needed */
            crews_needed: number;
            incident: components["schemas"]["IncidentBriefOut"] | null;
            /**
             * Unanswered Since
             * @description since when the crew that it was given to does not answer
             */
            unanswered_since: string | null;
            /** Version */
            version: number;
            /** Reporter Name */
            reporter_name: string | null;
            /** Reporter Phone */
            reporter_phone: string | null;
            /** Meter No */
            meter_no: string | null;
            /** Pole No */
            pole_no: string | null;
            /** Feeder */
            feeder: string | null;
            /** Transformer */
            transformer: string | null;
            /** Required Skills */
            required_skills: string[];
            /** Service Minutes */
            service_minutes: number;
            /** Site Kind */
            site_kind: string | null;
            /** Asset Kind */
            asset_kind: string | null;
            affected_area: components["schemas"]["MultiPolygonOut"] | null;
            /** Zones */
            zones: components["schemas"]["ZoneHit"][];
            merged: components["schemas"]["Requirements"] | null;
            /** Assignments */
            assignments: components["schemas"]["AssignmentOut"][];
            /** Nearby */
            nearby: components["schemas"]["NearbyOut"][];
        };
        /**
         * TicketEffectOut
         * @description A ticket that I may know of, and how it lies to the zone before and after.
         */
        TicketEffectOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
            /**
             * Before
             * @enum {string}
             */
            before: "inside" | "possibly" | "outside";
            /**
             * After
             * @enum {string}
             */
            after: "inside" | "possibly" | "outside";
        };
        /**
         * TicketFullOut
         * @description A ticket with all that was taken down and judged.
         */
        TicketFullOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit Code */
            unit_code: string;
            /** Work Type */
            work_type: string;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
            /** Blocked */
            blocked: components["schemas"]["ReasonOut"][];
            place: components["schemas"]["PointOut"];
            /** Accuracy M */
            accuracy_m: number;
            /** Address */
            address: string;
            /** Description */
            description: string;
            /** Hazards */
            hazards: string[];
            /** Customers Affected */
            customers_affected: number;
            /** Priority Class */
            priority_class: number;
            priority: components["schemas"]["PriorityOut"];
            /**
             * Reported At
             * Format: date-time
             */
            reported_at: string;
            /**
             * Zone Badge
             * @enum {string}
             */
            zone_badge: "coming" | "inside" | "none" | "possibly";
            deferred_by: components["schemas"]["DeferredByOut"] | null;
            /** Crews Needed */
            crews_needed: number;
            incident: components["schemas"]["IncidentBriefOut"] | null;
            /**
             * Unanswered Since
             * @description since when the crew that it was given to does not answer
             */
            unanswered_since: string | null;
            /** Version */
            version: number;
            /** Reporter Name */
            reporter_name: string | null;
            /** Reporter Phone */
            reporter_phone: string | null;
            /** Meter No */
            meter_no: string | null;
            /** Pole No */
            pole_no: string | null;
            /** Feeder */
            feeder: string | null;
            /** Transformer */
            transformer: string | null;
            /** Required Skills */
            required_skills: string[];
            /** Service Minutes */
            service_minutes: number;
            /** Site Kind */
            site_kind: string | null;
            /** Asset Kind */
            asset_kind: string | null;
            affected_area: components["schemas"]["MultiPolygonOut"] | null;
            /** Zones */
            zones: components["schemas"]["ZoneHit"][];
            merged: components["schemas"]["Requirements"] | null;
        };
        /**
         * TicketIn
         * @description A report as the agent takes it.
         */
        TicketIn: {
            /** Work Type */
            work_type: string;
            /**
             * Place
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            place: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /**
             * Accuracy M
             * @default 0
             */
            accuracy_m?: number;
            /**
             * Address
             * @default
             */
            address?: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /** Hazards */
            hazards?: string[];
            /** Site Kind */
            site_kind?: string | null;
            /** Asset Kind */
            asset_kind?: string | null;
            /**
             * Customers Affected
             * @default 0
             */
            customers_affected?: number;
            /** Reporter Name */
            reporter_name?: string | null;
            /** Reporter Phone */
            reporter_phone?: string | null;
            /** Meter No */
            meter_no?: string | null;
            /** Pole No */
            pole_no?: string | null;
            /** Feeder */
            feeder?: string | null;
            /** Transformer */
            transformer?: string | null;
            /** Required Skills */
            required_skills?: string[];
            /**
             * Service Minutes
             * @default 60
             */
            service_minutes?: number;
            /**
             * Crews Needed
             * @default 1
             */
            crews_needed?: number;
            /** Affected Area */
            affected_area?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
            /** Source */
            source?: string | null;
            /** External Id */
            external_id?: string | null;
            /** Reported At */
            reported_at?: string | null;
            /** Unit Id */
            unit_id?: string | null;
        };
        /**
         * TicketOut
         * @description A ticket in a list.
         */
        TicketOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit Code */
            unit_code: string;
            /** Work Type */
            work_type: string;
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
            /** Blocked */
            blocked: components["schemas"]["ReasonOut"][];
            place: components["schemas"]["PointOut"];
            /** Accuracy M */
            accuracy_m: number;
            /** Address */
            address: string;
            /** Description */
            description: string;
            /** Hazards */
            hazards: string[];
            /** Customers Affected */
            customers_affected: number;
            /** Priority Class */
            priority_class: number;
            priority: components["schemas"]["PriorityOut"];
            /**
             * Reported At
             * Format: date-time
             */
            reported_at: string;
            /**
             * Zone Badge
             * @enum {string}
             */
            zone_badge: "coming" | "inside" | "none" | "possibly";
            deferred_by: components["schemas"]["DeferredByOut"] | null;
            /** Crews Needed */
            crews_needed: number;
            incident: components["schemas"]["IncidentBriefOut"] | null;
            /**
             * Unanswered Since
             * @description since when the crew that it was given to does not answer
             */
            unanswered_since: string | null;
            /** Version */
            version: number;
        };
        /**
         * TicketPatch
         * @description What changes; fields left out stay.
         */
        TicketPatch: {
            /**
             * Work Type
             * @default
             */
            work_type?: string;
            /**
             * Place
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            place?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /**
             * Accuracy M
             * @default 0
             */
            accuracy_m?: number;
            /**
             * Address
             * @default
             */
            address?: string;
            /**
             * Description
             * @default
             */
            description?: string;
            /** Hazards */
            hazards?: string[];
            /** Site Kind */
            site_kind?: string | null;
            /** Asset Kind */
            asset_kind?: string | null;
            /**
             * Customers Affected
             * @default 0
             */
            customers_affected?: number;
            /** Reporter Name */
            reporter_name?: string | null;
            /** Reporter Phone */
            reporter_phone?: string | null;
            /** Meter No */
            meter_no?: string | null;
            /** Pole No */
            pole_no?: string | null;
            /** Feeder */
            feeder?: string | null;
            /** Transformer */
            transformer?: string | null;
            /** Required Skills */
            required_skills?: string[];
            /**
             * Service Minutes
             * @default 60
             */
            service_minutes?: number;
            /**
             * Crews Needed
             * @default 1
             */
            crews_needed?: number;
            /** Affected Area */
            affected_area?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
            /** Source */
            source?: string | null;
            /** External Id */
            external_id?: string | null;
            /** Reported At */
            reported_at?: string | null;
            /** Unit Id */
            unit_id?: string | null;
        };
        /**
         * TicketStepIn
         * @description A step of the life cycle.
         */
        TicketStepIn: {
            /**
             * To
             * @enum {string}
             */
            to: "new" | "deferred" | "assigned" | "in_progress" | "restored" | "closed" | "cancelled";
            /** Reason */
            reason?: string | null;
        };
        /**
         * TimedByOut
         * @description A timer's seconds by what an earlier choice was answered; the longest when several chose.
         */
        TimedByOut: {
            /** Item Key */
            item_key: string;
            /** Seconds */
            seconds: {
                [key: string]: number;
            };
        };
        /**
         * TimedByShape
         * @description A timer's seconds by what an earlier choice was answered.
         */
        TimedByShape: {
            /** Item Key */
            item_key: string;
            /** Seconds */
            seconds: {
                [key: string]: number;
            };
        };
        /**
         * TokenForm
         * @description What OAuth2 (RFC 6749, 4.3 and 6) asks for, and the desk that signs in.
         */
        TokenForm: {
            /**
             * Grant Type
             * @enum {string}
             */
            grant_type: "password" | "refresh_token";
            /**
             * Username
             * @default
             */
            username?: string;
            /**
             * Password
             * @default
             */
            password?: string;
            /**
             * Refresh Token
             * @default
             */
            refresh_token?: string;
            /** Desk */
            desk?: ("console" | "liaison" | "field" | "safety" | "admin") | null;
        };
        /**
         * TokenOut
         * @description An access token; ``refresh_token`` is null where it went into the desk's cookie.
         */
        TokenOut: {
            /** Access Token */
            access_token: string;
            /**
             * Token Type
             * @default bearer
             * @constant
             */
            token_type?: "bearer";
            /**
             * Expires In
             * @description seconds
             */
            expires_in: number;
            /** Refresh Token */
            refresh_token: string | null;
        };
        /**
         * TouchedAssignmentOut
         * @description An assignment that a zone touches.
         */
        TouchedAssignmentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * State
             * @enum {string}
             */
            state: "aborted" | "accepted" | "assigned" | "closed" | "declined" | "en_route" | "exiting" | "inside" | "proposed" | "restored" | "waiting_entry" | "withdrawn" | "working";
        };
        /**
         * TouchedTicketOut
         * @description A ticket that a zone touches.
         */
        TouchedTicketOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "inside" | "possibly" | "outside";
            /**
             * State
             * @enum {string}
             */
            state: "assigned" | "cancelled" | "closed" | "deferred" | "in_progress" | "new" | "restored";
        };
        /**
         * TraceHeldOut
         * @description For whom a stand-down was begun; the others had one that lasts as long.
         */
        TraceHeldOut: {
            /** Member Ids */
            member_ids: string[];
        };
        /**
         * TraceHoldIn
         * @description Who was chosen from a trace, and for how long.
         */
        TraceHoldIn: {
            /** Member Ids */
            member_ids: string[];
            /** Hazard Class */
            hazard_class: string;
            /** Level */
            level: string;
            /**
             * Until
             * @description another end than the level's
             */
            until?: string | null;
            /** Why */
            why?: string | null;
        };
        /**
         * TraceIn
         * @description From whom or what, over which time, how far, and why.
         */
        TraceIn: {
            /**
             * Kind
             * @default member
             * @enum {string}
             */
            kind?: "member" | "vehicle" | "zone" | "ticket";
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Since
             * @description left out: as many days back as the service is set to
             */
            since?: string | null;
            /**
             * Until
             * @description left out: now
             */
            until?: string | null;
            /**
             * Rings
             * @description 2: also whom those met whom it met
             * @default 1
             */
            rings?: number;
            /**
             * Why
             * @description on record; mostly trace
             * @default trace
             */
            why?: string;
        };
        /**
         * TraceLineOut
         * @description One reason why somebody or something is in the trace.
         */
        TraceLineOut: {
            /**
             * Why
             * @enum {string}
             */
            why: "zone" | "crew" | "vehicle" | "contact" | "site";
            /**
             * Via
             * @description the zone, the job, the vehicle
             */
            via: string | null;
            /**
             * Of
             * @description the worker from whom it was reached; null: the one who was asked about
             */
            of: string | null;
            /** Minutes */
            minutes: number;
            /** Band */
            band: ("under_1m" | "from_1_to_2m" | "over_2m" | "unknown") | null;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
        };
        /**
         * TraceOut
         * @description Everybody and everything that was met.
         */
        TraceOut: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "member" | "vehicle" | "zone" | "ticket";
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** People */
            people: components["schemas"]["TracedOut"][];
            /** Vehicles */
            vehicles: components["schemas"]["TracedOut"][];
            /** Zones */
            zones: components["schemas"]["TracedOut"][];
            /** Sites */
            sites: components["schemas"]["TracedOut"][];
            /** Outsiders */
            outsiders: components["schemas"]["TracedOut"][];
            /**
             * Hidden People
             * @description workers of units that you do not keep
             */
            hidden_people: number;
        };
        /**
         * TracedOut
         * @description One person, vehicle, zone, site or outsider.
         */
        TracedOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Ring */
            ring: number;
            /** Name */
            name: string;
            /**
             * Detail
             * @description the person's crew, the site's address
             */
            detail: string;
            /** Minutes */
            minutes: number;
            /** Band */
            band: ("under_1m" | "from_1_to_2m" | "over_2m" | "unknown") | null;
            /** Stand Down Until */
            stand_down_until: string | null;
            /** Lines */
            lines: components["schemas"]["TraceLineOut"][];
        };
        /**
         * TrackOut
         * @description Where my phone was during the shift; kept while on duty only, and for as long as `privacy` says.
         */
        TrackOut: {
            /** Fixes */
            fixes: components["schemas"]["TrackPointOut"][];
            /** Distance M */
            distance_m: number;
        };
        /**
         * TrackPointOut
         * @description Where my phone was.
         */
        TrackPointOut: {
            /** Lon */
            lon: number;
            /** Lat */
            lat: number;
            /** Accuracy M */
            accuracy_m: number;
            /**
             * Device Time
             * Format: date-time
             */
            device_time: string;
        };
        /**
         * TransferIn
         * @description What is carried where.
         */
        TransferIn: {
            /**
             * To Store Id
             * Format: uuid
             */
            to_store_id: string;
            /** Lines */
            lines: components["schemas"]["LotPiecesIn"][];
            /** Reason */
            reason?: string | null;
        };
        /**
         * TravelSource
         * @description Who says how long it takes.
         */
        TravelSource: {
            source: components["schemas"]["Source"];
            /** Fallback */
            fallback: boolean;
        };
        /**
         * UndoIn
         * @description The step to be taken back.
         */
        UndoIn: {
            /**
             * Operation Id
             * Format: uuid
             */
            operation_id: string;
        };
        /**
         * UnitBrief
         * @description The operating unit responsible.
         */
        UnitBrief: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
        };
        /**
         * UnitDayOut
         * @description One unit's day.
         */
        UnitDayOut: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Workers In Zones */
            workers_in_zones: number;
            /** Stays */
            stays: number;
            /** Zones */
            zones: number;
            /** Contacts */
            contacts: number;
            /**
             * Near Contacts
             * @description nearer than a metre, or nobody knows
             */
            near_contacts: number;
            /** Breaches */
            breaches: number;
            /**
             * In Stand Down
             * @description workers, at the end of the day
             */
            in_stand_down: number;
            /** Begun */
            begun: number;
            /** Ended */
            ended: number;
            /** Positives */
            positives: number;
            /**
             * Told Later
             * @description contacts and breaches of the day that were told after it
             */
            told_later: number;
            /**
             * Ppe Short Jobs
             * @description jobs that found too little protective equipment when they reserved it
             */
            ppe_short_jobs: number;
            /**
             * Ppe Low
             * @description articles that stores held too little of, at the end of the day
             */
            ppe_low: number;
        };
        /**
         * UnitIn
         * @description A unit to be made below one that I administer.
         */
        UnitIn: {
            /**
             * Code
             * @description begins every number of the unit
             */
            code: string;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id?: string | null;
            /** Name En */
            name_en?: string | null;
            /**
             * Time Zone
             * @description IANA name
             * @default Asia/Ho_Chi_Minh
             */
            time_zone?: string;
            /** Territory */
            territory?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
        };
        /**
         * UnitOut
         * @description An operating unit.
         */
        UnitOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Parent Id */
            parent_id: string | null;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Name En */
            name_en: string | null;
            /** Time Zone */
            time_zone: string;
            territory: components["schemas"]["MultiPolygonOut"] | null;
            /** Version */
            version: number;
        };
        /**
         * UnitPatch
         * @description What changes; fields left out stay.
         */
        UnitPatch: {
            /**
             * Name
             * @default
             */
            name?: string;
            /** Name En */
            name_en?: string | null;
            /**
             * Time Zone
             * @description IANA name
             * @default
             */
            time_zone?: string;
            /** Territory */
            territory?: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            } | null;
        };
        /**
         * UnitWeatherOut
         * @description The word in force for a unit; null where nobody has said anything, or it has expired.
         */
        UnitWeatherOut: {
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /** Unit */
            unit: string;
            weather: components["schemas"]["WeatherOut"] | null;
        };
        /**
         * UserIn
         * @description A user to be made.
         */
        UserIn: {
            /**
             * Username
             * @description lower case; signs in with it
             */
            username: string;
            /** Name */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /** Roles */
            roles: components["schemas"]["RoleIn"][];
            /**
             * Locale
             * @default vi
             * @enum {string}
             */
            locale?: "vi" | "en";
            /** Phone */
            phone?: string | null;
            /** Email */
            email?: string | null;
        };
        /**
         * UserOut
         * @description A user with the roles held.
         */
        UserOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Username */
            username: string;
            /** Name */
            name: string;
            /** Locale */
            locale: string;
            /** Phone */
            phone: string | null;
            /** Email */
            email: string | null;
            /** Active */
            active: boolean;
            /** Version */
            version: number;
            /** Roles */
            roles: components["schemas"]["RoleOut"][];
        };
        /**
         * UserPatch
         * @description What changes; fields left out stay. ``roles`` replaces all of them.
         */
        UserPatch: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Password
             * Format: password
             * @default
             */
            password?: string;
            /** Roles */
            roles?: components["schemas"]["RoleIn"][];
            /**
             * Locale
             * @default vi
             * @enum {string}
             */
            locale?: "vi" | "en";
            /** Phone */
            phone?: string | null;
            /** Email */
            email?: string | null;
            /**
             * Active
             * @default true
             */
            active?: boolean;
        };
        /**
         * VehicleIn
         * @description A vehicle; the plate tells which.
         */
        VehicleIn: {
            /** Plate */
            plate: string;
            /** Kind */
            kind: string;
        };
        /**
         * VehicleItemIn
         * @description Something to look at on a vehicle; taken off the list with `active` false.
         */
        VehicleItemIn: {
            /** Code */
            code: string;
            /** Vi */
            vi: string;
            /** En */
            en: string;
            /**
             * Kind
             * @default confirm
             * @enum {string}
             */
            kind?: "confirm" | "date" | "number";
            /** Moments */
            moments: ("start" | "return")[];
            /**
             * Blocking
             * @default false
             */
            blocking?: boolean;
            /**
             * For Keeper
             * @default false
             */
            for_keeper?: boolean;
            /** Least */
            least?: number | null;
            /**
             * Active
             * @default true
             */
            active?: boolean;
        };
        /**
         * VehicleOut
         * @description A vehicle of a crew.
         */
        VehicleOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Plate */
            plate: string;
            /** Kind */
            kind: string;
        };
        /**
         * VersionIn
         * @description What a version says.
         */
        VersionIn: {
            /**
             * Level
             * @default 1
             * @enum {integer}
             */
            level?: 1 | 2 | 3;
            /**
             * Geometry
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            geometry: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /** Valid From */
            valid_from?: string | null;
            /** Valid Until */
            valid_until?: string | null;
            /**
             * Legal Instrument
             * @default
             */
            legal_instrument?: string;
            /** Gates */
            gates?: components["schemas"]["GateIn"][];
            /** Doffing Point */
            doffing_point?: string | null;
            requirements?: components["schemas"]["RequirementsIn"];
            /** Parts */
            parts?: components["schemas"]["PartIn"][];
            /**
             * Publish
             * @default true
             */
            publish?: boolean;
        };
        /**
         * VersionOut
         * @description One published version; it never changes.
         */
        VersionOut: {
            /** Code */
            code: string;
            /** Version */
            version: number;
            content: components["schemas"]["ContentShape"];
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /**
             * Published By
             * @description nobody for what ships
             */
            published_by: string | null;
            /** Note */
            note: string | null;
            confirmed: components["schemas"]["MarkOut"] | null;
            retired: components["schemas"]["MarkOut"] | null;
        };
        /**
         * VersionRequirements
         * @description What one version asks for.
         */
        VersionRequirements: {
            /** Permit Needed */
            permit_needed: boolean;
            /** Ppe Profile */
            ppe_profile: string | null;
            /** Entry Templates */
            entry_templates: string[];
            /** Exit Templates */
            exit_templates: string[];
            /** Disinfection Profile */
            disinfection_profile: string | null;
            /** Live Line Preferred */
            live_line_preferred: boolean;
            /** Max People */
            max_people: number | null;
            /** Max Minutes */
            max_minutes: number | null;
            /** Hold After Exit Minutes */
            hold_after_exit_minutes: number;
            /** Transit Permit */
            transit_permit: boolean;
            /** Checkin Minutes */
            checkin_minutes: number | null;
        };
        /**
         * WaitingOut
         * @description A job that waits for HSE's word.
         */
        WaitingOut: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Number */
            number: string;
            /** Crew */
            crew: string;
            /** Address */
            address: string;
            /**
             * Work Method
             * @enum {string}
             */
            work_method: "dead_line" | "live_line";
            /** Method Name */
            method_name: string;
            /** Ppe Profiles */
            ppe_profiles: string[];
            /** Ppe Names */
            ppe_names: string[];
            /**
             * Planned Entry At
             * Format: date-time
             */
            planned_entry_at: string;
        };
        /**
         * WaitingPushOut
         * @description A push that was not read yet; acknowledge it with `push.delivered` and `push.read`.
         */
        WaitingPushOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Text */
            text: string;
            /**
             * State
             * @enum {string}
             */
            state: "delivered" | "failed" | "handed_over" | "queued" | "read";
            /** Assignment Id */
            assignment_id: string | null;
            /**
             * Queued At
             * Format: date-time
             */
            queued_at: string;
        };
        /**
         * WarningOut
         * @description A store that came to hold too little of an article.
         */
        WarningOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Store Id
             * Format: uuid
             */
            store_id: string;
            /** Item Code */
            item_code: string;
            /**
             * Level
             * @enum {string}
             */
            level: "ok" | "low" | "out";
            /** Available */
            available: number;
            /** Minimum */
            minimum: number;
            /**
             * Raised At
             * Format: date-time
             */
            raised_at: string;
            /** Cleared At */
            cleared_at: string | null;
        };
        /**
         * WeatherAffectedOut
         * @description A job for which a word changes something.
         */
        WeatherAffectedOut: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Number */
            number: string;
            /** Crew */
            crew: string;
            /** State */
            state: string;
            /** Weather */
            weather: string;
            /** @description why live-line work ends; null where only the briefing is held again */
            stops: components["schemas"]["ReasonOut"] | null;
        };
        /**
         * WeatherIn
         * @description What somebody sees or a station measures.
         */
        WeatherIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "calm" | "rain" | "wind" | "storm" | "lightning";
            /**
             * Unit Id
             * @description my uppermost unit when left out; all units below it inherit
             */
            unit_id?: string | null;
            /**
             * Observed At
             * @description now when left out
             */
            observed_at?: string | null;
            /**
             * Valid Until
             * @description some hours after it was observed when left out
             */
            valid_until?: string | null;
            /**
             * Machine
             * @description name of the station or service that says so; left out by people
             */
            machine?: string | null;
            /** Note */
            note?: string | null;
        };
        /**
         * WeatherOut
         * @description One word on the weather.
         */
        WeatherOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "calm" | "rain" | "wind" | "storm" | "lightning";
            /**
             * Observed At
             * Format: date-time
             */
            observed_at: string;
            /**
             * Valid Until
             * Format: date-time
             */
            valid_until: string;
            /**
             * Source
             * @enum {string}
             */
            source: "person" | "machine";
            /** Source Name */
            source_name: string;
            /** Note */
            note: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * WeeklyOpening
         * @description One opening of each such weekday; a day with a break has two.
         */
        WeeklyOpening: {
            /** Opens */
            opens: string;
            /**
             * Closes
             * @description after it opens; 24:00 is midnight at the day's end
             */
            closes: string;
            /**
             * Day
             * @description 1 is Monday, 7 is Sunday
             */
            day: number;
        };
        /**
         * WeeklyOpeningOut
         * @description One opening of each such weekday.
         */
        WeeklyOpeningOut: {
            /** Opens */
            opens: string;
            /** Closes */
            closes: string;
            /** Day */
            day: number;
        };
        /**
         * WeightsIn
         * @description Weights that shall not be as the installation has them; see docs/matching.md.
         */
        WeightsIn: {
            /** Left Out H */
            left_out_h?: number | null;
            /** Travel */
            travel?: number | null;
            /** Overtime */
            overtime?: number | null;
            /** Lateness */
            lateness?: number | null;
            /** Exposure */
            exposure?: number | null;
            /** Change */
            change?: number | null;
        };
        /**
         * What
         * @description What was done to the trail, as far as it can be told from what is left.
         * @enum {string}
         */
        What: "edited" | "deleted" | "inserted" | "reordered" | "truncated" | "rewritten" | "detail_edited" | "detail_missing" | "checkpoint_broken" | "key_unknown";
        /**
         * WishOut
         * @description All that dispatchers want for one ticket.
         */
        WishOut: {
            /**
             * Ticket Id
             * Format: uuid
             */
            ticket_id: string;
            /** Crew Id */
            crew_id: string | null;
            /** Position */
            position: number | null;
            /** Not Crew Ids */
            not_crew_ids: string[];
            /** Due At */
            due_at: string | null;
            /** Not Before */
            not_before: string | null;
            /** Must Start By */
            must_start_by: string | null;
        };
        /**
         * WorkPermitEndIn
         * @description How a document ends, and why.
         */
        WorkPermitEndIn: {
            /**
             * To
             * @enum {string}
             */
            to: "closed" | "cancelled";
            /** Reason */
            reason: string;
        };
        /**
         * WorkPermitIn
         * @description A document to be drawn up; what it says follows from the job.
         */
        WorkPermitIn: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /**
             * Kind
             * @default permit
             * @enum {string}
             */
            kind?: "permit" | "order";
        };
        /**
         * WorkPermitOut
         * @description An electrical work permit (`phiếu công tác`) or order (`lệnh công tác`) as it stands.
         */
        WorkPermitOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "permit" | "order";
            /** Title */
            title: string;
            /**
             * State
             * @enum {string}
             */
            state: "cancelled" | "closed" | "draft" | "handed_back" | "issued" | "permitted";
            /**
             * Work Method
             * @enum {string}
             */
            work_method: "dead_line" | "live_line";
            /** Voltage */
            voltage: string;
            /** Address */
            address: string;
            /** Scope */
            scope: string;
            /** Reason */
            reason: string | null;
            /** Procedure Ref */
            procedure_ref: string | null;
            /**
             * Paper Ref
             * @description number of the document that is kept on paper beside this one
             */
            paper_ref: string | null;
            /** Measures */
            measures: string[];
            /** Workers */
            workers: components["schemas"]["WorkerOut"][];
            /** Begins At */
            begins_at: string | null;
            /** Ends At */
            ends_at: string | null;
            /** Content Hash */
            content_hash: string;
            /** Signatures */
            signatures: components["schemas"]["SignatureOut"][];
            /**
             * Missing
             * @description in the order in which they are given
             */
            missing: components["schemas"]["MissingOut"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Issued At */
            issued_at: string | null;
            /** Permitted At */
            permitted_at: string | null;
            /** Handed Back At */
            handed_back_at: string | null;
            /** Ended At */
            ended_at: string | null;
            /** End Reason */
            end_reason: string | null;
            /**
             * Kept Until
             * @description at least until then; nothing deletes it
             */
            kept_until: string | null;
            /** Version */
            version: number;
        };
        /**
         * WorkTypeEffectOut
         * @description How many tickets of one work type meet which effect.
         */
        WorkTypeEffectOut: {
            /** Work Type */
            work_type: string;
            /** Deferred */
            deferred: number;
            /** Returning */
            returning: number;
            /** Staying Deferred */
            staying_deferred: number;
            /** Exempt */
            exempt: number;
            /** Under Way */
            under_way: number;
            /** Unaffected */
            unaffected: number;
        };
        /**
         * WorkTypeOut
         * @description Whether the work may be done.
         */
        WorkTypeOut: {
            /** Allowed */
            allowed: boolean;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
            /** Orders */
            orders: components["schemas"]["OrderBrief"][];
        };
        /**
         * WorkerOut
         * @description Somebody who works under the document.
         */
        WorkerOut: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** Roles */
            roles: string[];
            /** Role Names */
            role_names: string;
            /** Safety Grade */
            safety_grade: number;
        };
        /**
         * WriteOffIn
         * @description What is torn, lost or past its date.
         */
        WriteOffIn: {
            /** Lines */
            lines: components["schemas"]["LotPiecesIn"][];
            /** Reason */
            reason: string;
        };
        /**
         * ZoneCrossingOut
         * @description One crossing without leave.
         */
        ZoneCrossingOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            crew: components["schemas"]["CrewBrief"];
            zone: components["schemas"]["NamedOut"];
            /**
             * Crossed At
             * Format: date-time
             * @description as far as the fixes on both sides of the border tell
             */
            crossed_at: string;
            /**
             * Told At
             * Format: date-time
             * @description when the fixes came: a phone without a network tells later
             */
            told_at: string;
            /** Ticket Id */
            ticket_id: string | null;
            /**
             * Assignment Id
             * @description the job that the crew was on
             */
            assignment_id: string | null;
            /**
             * Seen By
             * @description name of who deals with it
             */
            seen_by: string | null;
            /** Seen At */
            seen_at: string | null;
        };
        /**
         * ZoneHit
         * @description How a place lies to one zone.
         */
        ZoneHit: {
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /**
             * Version Id
             * Format: uuid
             */
            version_id: string;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            /** Hazard Name */
            hazard_name: string;
            /** Level */
            level: number;
            authority: components["schemas"]["NamedOut"];
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "inside" | "possibly" | "outside";
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid Until */
            valid_until: string | null;
            /** Coming */
            coming: boolean;
            /** Settled By */
            settled_by: string | null;
            /** Part */
            part: ("cold" | "hot" | "warm") | null;
            /** Part Name */
            part_name: string | null;
            requirements: components["schemas"]["Requirements"];
        };
        /**
         * ZoneIn
         * @description A zone to be made with its first version.
         */
        ZoneIn: {
            /**
             * Level
             * @default 1
             * @enum {integer}
             */
            level?: 1 | 2 | 3;
            /**
             * Geometry
             * @description GeoJSON geometry (RFC 7946), WGS 84, longitude first.
             * @example {
             *       "coordinates": [
             *         108.2208,
             *         16.0678
             *       ],
             *       "type": "Point"
             *     }
             */
            geometry: {
                /** @enum {string} */
                type: "Point" | "Polygon" | "MultiPolygon";
                coordinates: unknown[];
            };
            /** Valid From */
            valid_from?: string | null;
            /** Valid Until */
            valid_until?: string | null;
            /**
             * Legal Instrument
             * @default
             */
            legal_instrument?: string;
            /** Gates */
            gates?: components["schemas"]["GateIn"][];
            /** Doffing Point */
            doffing_point?: string | null;
            requirements?: components["schemas"]["RequirementsIn"];
            /** Parts */
            parts?: components["schemas"]["PartIn"][];
            /**
             * Publish
             * @default true
             */
            publish?: boolean;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            /**
             * Authority Id
             * Format: uuid
             */
            authority_id: string;
        };
        /**
         * ZoneOut
         * @description A zone with what is in force and what comes.
         */
        ZoneOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Name */
            name: string;
            authority: components["schemas"]["NamedOut"];
            /** Hazard Class */
            hazard_class: string;
            /**
             * State
             * @enum {string}
             */
            state: "coming" | "draft" | "ended" | "in_force";
            current: components["schemas"]["ZoneVersionOut"] | null;
            next: components["schemas"]["ZoneVersionOut"] | null;
            /** People Inside */
            people_inside: number;
            /** Version */
            version: number;
        };
        /**
         * ZonePartOut
         * @description A hot, warm or cold part of a zone, and what it asks beyond the zone.
         */
        ZonePartOut: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "cold" | "hot" | "warm";
            /** Name */
            name: string;
            geometry: components["schemas"]["MultiPolygonOut"];
            /** Ppe Profile */
            ppe_profile: string | null;
            /** Max Minutes */
            max_minutes: number | null;
        };
        /**
         * ZoneThenOut
         * @description A zone as it lay to the place then.
         */
        ZoneThenOut: {
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /**
             * Version Id
             * Format: uuid
             */
            version_id: string;
            /** Version No */
            version_no: number;
            /** Name */
            name: string;
            /** Hazard Class */
            hazard_class: string;
            /** Hazard Name */
            hazard_name: string;
            /** Level */
            level: number;
            authority: components["schemas"]["NamedOut"];
            /** Legal Instrument */
            legal_instrument: string;
            /**
             * Effective From
             * Format: date-time
             */
            effective_from: string;
            /** Effective Until */
            effective_until: string | null;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "inside" | "possibly" | "outside";
            settled: components["schemas"]["SettledOut"] | null;
            /** Part */
            part: ("cold" | "hot" | "warm") | null;
            /** Part Name */
            part_name: string | null;
            requirements: components["schemas"]["Requirements"];
        };
        /**
         * ZoneVersionOut
         * @description What a zone says from one moment on.
         */
        ZoneVersionOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Zone Id
             * Format: uuid
             */
            zone_id: string;
            /** Version No */
            version_no: number;
            /**
             * State
             * @enum {string}
             */
            state: "draft" | "ended" | "published";
            /** Level */
            level: number;
            geometry: components["schemas"]["MultiPolygonOut"];
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid Until */
            valid_until: string | null;
            /** Effective From */
            effective_from: string | null;
            /** Effective Until */
            effective_until: string | null;
            /** Legal Instrument */
            legal_instrument: string;
            /** Gates */
            gates: components["schemas"]["ControlPointOut"][];
            /** Doffing Point */
            doffing_point: string | null;
            requirements: components["schemas"]["VersionRequirements"];
            /** Parts */
            parts: components["schemas"]["ZonePartOut"][];
            /** Published At */
            published_at: string | null;
            /** Published By */
            published_by: string | null;
        };
        /**
         * FieldProblem
         * @description One wrong field: where it stands, what is wrong, what to do.
         */
        FieldProblem: {
            /** Field */
            field: string;
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Remedy
             * @default
             */
            remedy?: string;
        };
        /**
         * Problem
         * @description A problem document (RFC 9457). ``code`` is stable; texts are for people.
         */
        Problem: {
            /** Type */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /**
             * Detail
             * @default
             */
            detail?: string;
            /** Code */
            code: string;
            /**
             * Errors
             * @default []
             */
            errors?: components["schemas"]["FieldProblem"][];
            /**
             * Reasons
             * @default []
             */
            reasons?: components["schemas"]["ReasonOut"][];
            /**
             * Lines
             * @default null
             */
            lines?: components["schemas"]["GateLineOut"][] | null;
            /**
             * Request Id
             * @default null
             */
            request_id?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["LogoutForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_privacy_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRuleOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_retention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionRunOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_privacy_holds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyHoldOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    place_privacy_hold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrivacyHoldIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyHoldOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lift_privacy_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyHoldOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_privacy_requests: {
        parameters: {
            query?: {
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receive_privacy_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrivacyRequestIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_privacy_erasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyEffectOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase_privacy_request: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_privacy_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuse_privacy_request: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrivacyRefusalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequestOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_health_reads: {
        parameters: {
            query?: {
                member_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HealthReadOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_health_reads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnHealthReadOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_own_data: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_units: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UnitOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_unit: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_unit: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_users: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UserOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_user: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_user: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_authorities: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuthorityOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_authority: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorityIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorityOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_authority: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                authority_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorityOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_authority: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                authority_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorityPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorityOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_crews: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CrewOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_crew: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_crew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                crew_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_crew: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                crew_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CrewPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_devices: {
        parameters: {
            query?: {
                user_id?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewDeviceOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report_device_lost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_shifts: {
        parameters: {
            query?: {
                crew_id?: string | null;
                since?: string | null;
                until?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ShiftOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_shift: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_crew_days: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewDayOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_crew_lists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewListsOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_decline_reason: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewListsOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_vehicle_item: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VehicleItemIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewListsOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_vehicle_defects: {
        parameters: {
            query?: {
                open?: boolean | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DefectOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mend_vehicle_defect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                defect_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MendIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_help_requests: {
        parameters: {
            query?: {
                open?: boolean | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HelpRequestOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answer_help_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                help_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpAnswerIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelpRequestOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_hand_overs: {
        parameters: {
            query?: {
                open?: boolean | null;
                ticket_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HandOverOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_fitness_reports: {
        parameters: {
            query?: {
                open?: boolean | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FitnessReportOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decide_fitness_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FitnessDecisionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_people_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleRulesOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_role_combinations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleRulesOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_document_need: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NeedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleRulesOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_document_signers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignersIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleRulesOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_weather: {
        parameters: {
            query?: {
                unit_id?: string | null;
                since?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WeatherOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tell_weather: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WeatherIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeatherOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_current_weather: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitWeatherOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_weather: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WeatherIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeatherAffectedOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_weather: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                weather_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeatherOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_combinations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CombinationOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_combination: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CombinationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CombinationOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_waiting_combinations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_combination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                combination_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CombinationEndIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CombinationOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_work_permits: {
        parameters: {
            query?: {
                assignment_id?: string | null;
                state?: ("draft" | "issued" | "permitted" | "handed_back" | "closed" | "cancelled") | null;
                unit_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WorkPermitOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_work_permit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkPermitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkPermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_work_permit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                work_permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkPermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_work_permit_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                work_permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_work_permit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                work_permit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignatureIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkPermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hand_back_work_permit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                work_permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkPermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_work_permit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                work_permit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkPermitEndIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkPermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit: {
        parameters: {
            query?: {
                subject_kind?: string | null;
                subject_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify_audit: {
        parameters: {
            query?: {
                chain_id?: string | null;
                after?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerifyOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_past_job: {
        parameters: {
            query?: {
                time?: string | null;
            };
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastJobOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listen: {
        parameters: {
            query?: never;
            header?: {
                "last-event-id"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_pass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_pass_png: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_pass_svg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_pass_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_pass_keys: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassKeysOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_pass_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassKeyOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_revocation_list: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/cose": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_pass_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokedKeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassKeyOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_permits: {
        parameters: {
            query?: {
                state?: "open" | ("draft" | "requested" | "acknowledged" | "approved" | "denied" | "revoked" | "expired" | "void" | "withdrawn" | "closed") | null;
                authority_id?: string | null;
                assignment_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PermitOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_permit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_permit_draft: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PermitStepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    move_permits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkStepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnsweredOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_permit_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitHistoryOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_permit_conditions: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConditionsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_permit_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_swap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwapIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_templates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_checklist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checklist_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChecklistOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_template_versions: {
        parameters: {
            query?: {
                code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_template_version: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retire_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetireIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_drafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draft_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_draft: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                draft_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContentShape"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discard_draft: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                draft_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draft_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publish_draft: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                draft_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_follow_ups: {
        parameters: {
            query?: {
                state?: ("open" | "resolved") | null;
                assignment_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FollowUpOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_follow_up: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                follow_up_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolve_follow_up: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                follow_up_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_alarms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deal_with_emergency: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmergencyStepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmCryOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check_in_crew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckinIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_evidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_inside: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsideOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    trace_exposures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TraceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_trace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TraceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hold_traced: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TraceHoldIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceHeldOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_positives: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PositiveOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report_positive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PositiveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PositiveOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_stays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnStayOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_exposures: {
        parameters: {
            query?: {
                unit_id?: string | null;
                member_id?: string | null;
                zone_id?: string | null;
                hazard_class?: string | null;
                level?: string | null;
                inside?: boolean;
                with_breach?: boolean;
                /** @description levels above the lowest that nobody confirmed */
                to_confirm?: boolean;
                since?: string | null;
                until?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StayOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_exposure: {
        parameters: {
            query: {
                /** @description why you look; it is on record */
                why: string;
            };
            header?: never;
            path: {
                exposure_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureRecordOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_exposure: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                exposure_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StayCorrectionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureRecordOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exposure_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExposureContactIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureMadeOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_breach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exposure_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExposureBreachIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureMadeOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    classify_exposure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exposure_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExposureClassificationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureRecordOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_exposure_levels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureLevelOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_exposure_level: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExposureLevelIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureLevelOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_stand_downs: {
        parameters: {
            query?: {
                running?: boolean;
                cause?: ("zone_hold" | "breach" | "contact" | "trace" | "positive" | "hse") | null;
                member_id?: string | null;
                unit_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StandDownOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_stand_down: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StandDownIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandDownOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_stand_downs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnStandDownOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_stand_down: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                stand_down_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StandDownChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandDownOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_epidemic_report: {
        parameters: {
            query: {
                unit_id: string;
                /** @description in the unit's own time zone; left out: today */
                day?: string | null;
                /** @description what was written later is left out; left out: now */
                known_at?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EpidemicReportOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_epidemic_csv: {
        parameters: {
            query: {
                unit_id: string;
                /** @description in the unit's own time zone; left out: today */
                day?: string | null;
                /** @description what was written later is left out; left out: now */
                known_at?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_epidemic_pdf: {
        parameters: {
            query: {
                unit_id: string;
                /** @description in the unit's own time zone; left out: today */
                day?: string | null;
                /** @description what was written later is left out; left out: now */
                known_at?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_zone_crossings: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneCrossingOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    see_zone_crossing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                crossing_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneCrossingOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_zones: {
        parameters: {
            query?: {
                source?: string;
                authority?: string | null;
                layer?: string | null;
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_zones: {
        parameters: {
            query?: {
                format?: "geojson" | "kml" | "shapefile" | "gpkg" | "cap";
                zone_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_zones: {
        parameters: {
            query?: {
                at?: string | null;
                bbox?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ZoneOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_zone: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ZoneIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_zone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_step: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                zone_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_zone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                zone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                zone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneVersionOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                zone_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_zone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                zone_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_affected: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                zone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AffectedOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_orders: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OrderOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_order: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_order: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPreviewOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderStepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPreviewOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderTermsOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderEndIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_levels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_level: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LevelIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_closures: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ClosureOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_closure: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosureIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosureOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_closure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                closure_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosureEndIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosureOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tickets: {
        parameters: {
            query?: {
                state?: ("new" | "deferred" | "assigned" | "in_progress" | "restored" | "closed" | "cancelled") | null;
                q?: string | null;
                unit_id?: string | null;
                open?: boolean;
                bbox?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TicketOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_ticket: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_ticket: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    move_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketStepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settle_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_candidates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidatesOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_incidents: {
        parameters: {
            query?: {
                state?: ("open" | "restored" | "closed") | null;
                unit_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IncidentOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_incident: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rename_incident: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    join_incident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leave_incident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merge_incidents: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    split_incident: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
                "idempotency-key"?: string | null;
            };
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_step: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentDetailOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_outages: {
        parameters: {
            query?: {
                unit_id?: string | null;
                open?: boolean;
                since?: string | null;
                until?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OutageOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    judge_place: {
        parameters: {
            query: {
                lon: number;
                lat: number;
                accuracy_m?: number;
                work_type?: string;
                hazards?: string;
                at?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_past: {
        parameters: {
            query: {
                at: string;
                lon?: number | null;
                lat?: number | null;
                accuracy_m?: number;
                ticket_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ppe_items: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PpeItemsOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_ppe_item: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PpeItemIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PpeItemOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ppe_profiles: {
        parameters: {
            query?: {
                code?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PpeProfilesOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publish_ppe_profile: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PpeProfileIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedProfileOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ppe_sizes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                crew_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewSizesOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_ppe_size: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SizeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ppe_stock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ppe_movements: {
        parameters: {
            query?: {
                store_id?: string | null;
                item?: string | null;
                assignment_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MovementOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ppe_jobs: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsStockOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ppe_held: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllPpeHeldOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_ppe_forecast: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ppe_warnings: {
        parameters: {
            query?: {
                standing?: boolean;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WarningOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_ppe_store: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PpeStoreOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_ppe_sheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreStockOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receive_ppe: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transfer_ppe: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_ppe_for_keeps: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    write_off_ppe: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteOffIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_ppe: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_ppe_minimum: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                store_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MinimumIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_ppe_issue: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndIssueIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_assignments: {
        parameters: {
            query?: {
                active?: boolean | null;
                crew_id?: string | null;
                ticket_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AssignmentOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_assignment: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_assignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentRouteOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    move_assignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentStepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    choose_method: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MethodIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_gate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    override_consent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approve_combination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_ppe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PpeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_plans: {
        parameters: {
            query?: {
                unit_id?: string | null;
                kind?: ("asked" | "continuous" | "emergency" | "undo") | null;
                state?: ("proposed" | "committed" | "partly_committed" | "superseded" | "discarded" | "undone") | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PlanBriefOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_plan: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_plan: {
        parameters: {
            query?: {
                compare_board?: boolean;
            };
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commit_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discard_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain_plan: {
        parameters: {
            query: {
                ticket_id: string;
                crew_id?: string | null;
            };
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAnswerOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_wishes: {
        parameters: {
            query?: {
                unit_id?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WishOut_"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_deadline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadlineOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_deadline: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeadlineIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadlineOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_deadline: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadlineOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_pin: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_pin: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    insert_emergency: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmergencyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmergencyOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_next_crew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NextCrewOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reassign: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReassignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_replanning: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplanningOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_replanning: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string | null;
            };
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplanningIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplanningOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_push_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushKeyOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_my_devices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnDeviceOut"][];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register_device: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report_my_device_lost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disable_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    note_delivered: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                push_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    store_positions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FixesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FixesOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_evidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredEvidenceOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    push: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pull: {
        parameters: {
            query?: {
                cursor?: string | null;
                /** @description jobs that this phone has just changed: they come in any case */
                touched?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PullOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_own_shift: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnShiftOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_own_track: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackOut"];
                };
            };
            /** @description Not done, and why: a problem document (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
